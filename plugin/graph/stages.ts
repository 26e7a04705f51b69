/** Which task of a project materialises a project-scoped view: the views between the same broadcasts share one. */

export interface ScopedView {
  readonly name: string;
  readonly scope: 'project' | 'workspace';
  /** Direct inputs, evidence included. */
  readonly inputs: readonly string[];
}

/**
 * The stage of each project-scoped view, counted from 1, and null for workspace-scoped ones. `views` must be ordered so
 * that inputs come first. Evidence is at level 0; a broadcast is complete only after the stage its own inputs are in.
 */
export function stagesOf(views: readonly ScopedView[]): ReadonlyMap<string, number | null> {
  const stage = new Map<string, number | null>();
  const level = new Map<string, number>();
  for (const view of views) {
    const levels = view.inputs.map((input) => {
      const own = level.get(input) ?? 0;
      const isBroadcast = stage.has(input) && stage.get(input) === null;
      return view.scope === 'project' && isBroadcast ? own + 1 : own;
    });
    const highest = Math.max(view.scope === 'project' ? 1 : 0, ...levels);
    level.set(view.name, highest);
    stage.set(view.name, view.scope === 'project' ? highest : null);
  }
  return stage;
}
