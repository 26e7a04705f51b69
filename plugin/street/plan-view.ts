/** Stages 3 and 6 to 8 for one view: infer its join; plan its SQL, and read off the plan what it means. */
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { invariant } from '../core/invariant';
import { nearest } from '../core/nearest';
import { check, fail, ok, type Result, unwrap } from '../core/result';
import type { Crowded, EmittedView } from '../ir/emitted';
import type { IrView, NormalizeView, RelateSide } from '../ir/semantic-ir';
import { fixpointOf } from '../plan/fixpoint';
import { buildPlanBundle, type PlanBundle } from '../plan/plan-bundle';
import { signalsOf } from '../plan/signals';
import { determinismProblems } from '../semantics/determinism';
import type { EmitContext } from '../semantics/emit/emit-context';
import type { InferredView } from '../semantics/emit/emit-view';
import { inferRelate } from '../semantics/infer-relate';
import { keepsOrder } from '../semantics/keeps-order';
import { homesByName } from '../semantics/scope/home';
import { inferScope } from '../semantics/scope/infer-scope';
import { type SemanticConflict, semanticTypesOf } from '../semantics/semantic-types';
import { annotate, type PlannedView, storable, unstorable } from './planned-view';
import type { Planning } from './planning';

export interface PlanViewContext extends EmitContext {
  readonly planning: Planning;
  /** By view: the columns that the graph takes of its rows. */
  readonly needed: ReadonlyMap<string, readonly string[]>;
}

/** Plans one view whose inputs are planned, reads off the plan what it means, and adds the view to the catalog. */
export async function planView(raw: EmittedView, context: PlanViewContext): Promise<Result<PlannedView>> {
  const { planning } = context;
  const asWritten = await planning.catalog.outputColumns(raw.sql, raw.name);
  if (!asWritten.ok) return fail(placed(asWritten.diagnostics, raw));
  const emitted = { ...raw, sql: storable(raw.sql, asWritten.value) };
  invariant(raw.spread === undefined || emitted.sql === raw.sql, `'${raw.name}' spreads rows of types not to store`);

  const bundle = await buildPlanBundle(planning.catalog, emitted.name, emitted.sql);
  if (!bundle.ok) return fail(placed(bundle.diagnostics, emitted));
  const { relation, lineage, columns: outputs, functions } = bundle.value;
  const fixpoint = emitted.sql === raw.sql ? await fixpointOf(planning.catalog, emitted.sql) : undefined;
  if (emitted.crowded !== undefined) await checkCrowded(emitted.crowded, bundle.value, emitted.name, planning);

  // Without them, every view that reads this one would have a mistake of its own to report.
  const missing = missingColumns(emitted, outputs, context.needed.get(emitted.name) ?? []);
  if (missing.length > 0) return fail(missing);

  const types = semanticTypesOf(relation, planning.columnsOf);
  const columns = annotate(outputs, types.types, types.nullable, emitted.semantic);
  const scope = inferScope(relation, planning.dataset);
  const names = [...new Set(functions.map((f) => f.name))].sort();
  const stability = await planning.catalog.functionStability(names);
  const problems: Diagnostic[] = [
    ...placed(unstorable(emitted.name, columns), emitted),
    ...determinismProblems(relation, (name) => stability.get(name), planning.columnsOf).map((what) =>
      diagnostic('CPG_VIEW_NOT_DETERMINISTIC', { view: emitted.name, what }, emitted.at),
    ),
    ...conflictsOf(emitted, outputs, types.conflicts),
  ];
  await planning.add(emitted.name, { columns, scope: scope.scope, homes: homesByName(outputs, scope.homes) });
  const { scope: value, confidence, evidence, fallbackReason } = scope;
  return check(
    {
      emitted,
      columns,
      scope: { value, confidence, evidence, ...(fallbackReason === undefined ? {} : { fallbackReason }) },
      keepsOrder: keepsOrder(relation),
      ...(fixpoint === undefined ? {} : { fixpoint }),
      inputs: new Map([...lineage.required].map(([dataset, read]) => [dataset, [...read].sort()])),
      functions: names,
      signals: signalsOf(bundle.value, planning.columnsOf),
    },
    problems,
  );
}

/** The other statement of a view must have its columns and read nothing that the first one does not. */
async function checkCrowded(
  { sql }: Crowded,
  { columns, lineage }: PlanBundle,
  view: string,
  { catalog }: Planning,
): Promise<void> {
  const other = unwrap(await buildPlanBundle(catalog, view, sql));
  invariant(JSON.stringify(other.columns) === JSON.stringify(columns), `'${view}' has other columns when crowded`);
  for (const [dataset, read] of other.lineage.required) {
    const known = lineage.required.get(dataset);
    const extra = [...read].filter((column) => !known?.has(column));
    invariant(known !== undefined && extra.length === 0, `'${view}' reads ${dataset} ${extra} only when crowded`);
  }
}

const placed = (diagnostics: readonly Diagnostic[], view: EmittedView): Diagnostic[] =>
  diagnostics.map((d) => ({ ...d, at: view.at }));

/** Stage 3: the join of a relationship; the other kinds have nothing to infer before they are planned. */
export function inferView(view: IrView, context: PlanViewContext): Result<InferredView> {
  if (view.kind !== 'relate') return ok(view);
  const input = ({ entity, view: name }: RelateSide) => ({
    schema: context.schemaOf(name),
    entity: entity === null ? null : context.entity(entity),
  });
  return inferRelate(view, { left: input(view.left), right: input(view.right) });
}

/** Branches that disagree, in views that people wrote; the value columns of the graph's properties mean many things. */
function conflictsOf(
  emitted: EmittedView,
  outputs: readonly { readonly name: string }[],
  conflicts: readonly SemanticConflict[],
): Diagnostic[] {
  if (emitted.kind === 'union') return [];
  return conflicts.flatMap(({ index, types }) => {
    const column = outputs[index]?.name ?? '';
    if (column in emitted.semantic) return [];
    return [diagnostic('CPG_SEMANTIC_TYPE_CONFLICT', { view: emitted.name, column, types }, emitted.at)];
  });
}

function missingColumns(
  view: EmittedView,
  outputs: readonly { readonly name: string }[],
  needed: readonly string[],
): Diagnostic[] {
  const names = outputs.map((o) => o.name);
  return needed
    .filter((column) => !names.includes(column))
    .map((column) =>
      diagnostic('CPG_UNKNOWN_COLUMN', { dataset: view.name, column, near: nearest(column, names) }, view.at),
    );
}

/** The entities of an IR by name. */
export const entitiesOf = (views: readonly IrView[]): ReadonlyMap<string, NormalizeView> =>
  new Map(views.flatMap((v) => (v.kind === 'normalize' ? [[v.entity, v] as const] : [])));
