/** Orders views so that each comes after the views it mentions. */
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { findCycle, generationsOf } from '../core/digraph';
import { fail, ok, type Result } from '../core/result';
import type { IrView } from '../ir/semantic-ir';

/**
 * Views in generations: a view's inputs are in earlier ones. `mentions` may name more than the view reads (the plan
 * decides that), never less.
 *
 * Errors: `CPG_VIEW_CYCLE` with the cycle.
 */
export function generations(
  views: readonly IrView[],
  mentions: (view: IrView) => readonly string[],
): Result<readonly (readonly IrView[])[]> {
  const byName = new Map(views.map((v) => [v.name, v]));
  const edges = views.flatMap((v) =>
    mentions(v)
      .filter((input) => byName.has(input))
      .map((input) => ({ from: input, to: v.name })),
  );
  const names = [...byName.keys()].sort();
  const cycle = findCycle(names, edges);
  if (cycle !== null) {
    const at = byName.get(cycle[0] ?? '')?.at;
    const problem: Diagnostic = diagnostic('CPG_VIEW_CYCLE', { cycle }, at);
    return fail([problem]);
  }
  return ok(generationsOf(names, edges).map((generation) => generation.flatMap((name) => byName.get(name) ?? [])));
}

/** Datasets that a generated view is made from; a written view's are found in its SQL. */
export function generatedInputs(
  view: Exclude<IrView, { kind: 'derive' | 'project' | 'diagnostic' }>,
  /** Dataset with the lines of files, if there is one. */
  lines: string | null,
): readonly string[] {
  switch (view.kind) {
    case 'normalize':
      return [view.source, ...(view.span?.unit === 'line_column' && lines !== null ? [lines] : [])];
    case 'relate':
      return [view.left.view, view.right.view, ...(view.quality === null ? [] : [view.quality])];
    case 'union':
      return [...view.members.map((m) => m.view), ...(view.target === 'props' ? [view.edges.view] : [])];
  }
}
