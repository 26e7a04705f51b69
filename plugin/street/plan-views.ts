/** Stages 3 to 7, generation by generation: a view is inferred and planned when all its inputs have a schema. */
import type { Diagnostic } from '../core/diagnostic';
import { invariant } from '../core/invariant';
import { check, type Result } from '../core/result';
import type { IrView, SemanticIr } from '../ir/semantic-ir';
import { emitJoinGroup } from '../semantics/emit/emit-join-group';
import { emitView } from '../semantics/emit/emit-view';
import { requiredConditions } from '../semantics/emit/join-rows';
import { generatedInputs, generations } from '../semantics/generations';
import type { GraphCatalog } from '../semantics/graph-catalog';
import { joinGroups } from '../semantics/join-groups';
import { optimizeSemantics } from '../semantics/optimize';
import { entitiesOf, inferView, type PlanViewContext } from './plan-view';
import { planViewOnce } from './plan-view-once';
import type { PlannedView } from './planned-view';
import type { Planning } from './planning';

/** All views of the IR, inputs first. Views whose inputs failed are left out; their errors would only repeat. */
export async function planViews(
  ir: SemanticIr,
  planning: Planning,
  catalog: GraphCatalog,
): Promise<Result<readonly PlannedView[]>> {
  const mentions = await mentionsOf(ir, planning);
  const inputsOf = (view: IrView): readonly string[] => mentions.get(view.name) ?? [];
  const optimized = optimizeSemantics(ir, inputsOf);
  const ordered = generations(optimized.views, inputsOf);
  if (!ordered.ok) return ordered;

  const entities = entitiesOf(ir.views);
  const context: PlanViewContext = {
    planning,
    schemaOf: planning.schemaOf,
    hasDataset: planning.has,
    entity(name) {
      const found = entities.get(name);
      invariant(found !== undefined, `entity '${name}' was not compiled`);
      return found;
    },
    lineIndex: ir.lineIndex,
    propertyType: (key) => catalog.propertyKeys[key],
    needed: neededColumns(ir),
  };
  const planned: PlannedView[] = [];
  const problems: Diagnostic[] = [];
  const views = new Set(ir.views.map((v) => v.name));
  const collect = <T>(result: Result<T>): readonly T[] => {
    problems.push(...(result.ok ? result.warnings : result.diagnostics));
    return result.ok ? [result.value] : [];
  };
  for (const generation of ordered.value) {
    const ready = generation.filter((view) => inputsOf(view).every((i) => !views.has(i) || planning.has(i)));
    const inferred = ready.flatMap((view) => collect(inferView(view, context)));
    const groups = joinGroups(
      inferred.filter((view) => view.kind === 'relate'),
      requiredConditions,
    );
    const emitted = [
      ...groups.map((group) => [emitJoinGroup(group)]),
      ...inferred.map((view) => emitView(view, groups, context)),
    ];
    for (const steps of emitted) {
      // The second view of a relationship reads the first.
      for (const step of steps) {
        const done = collect(await planViewOnce(step, context));
        if (done.length === 0) break;
        planned.push(...done);
      }
    }
  }
  return check(planned, problems);
}

/** By view: the columns that the graph takes of its rows. */
function neededColumns({ views }: SemanticIr): ReadonlyMap<string, readonly string[]> {
  const needed = new Map<string, readonly string[]>();
  const need = (view: string, columns: readonly string[]) =>
    needed.set(view, [...new Set([...(needed.get(view) ?? []), ...columns])]);
  for (const view of views) {
    if (view.kind !== 'union') continue;
    if (view.target === 'nodes') for (const m of view.members) need(m.view, [m.id, ...Object.values(m.properties)]);
    if (view.target !== 'edges') continue;
    for (const m of view.members) need(m.view, [...Object.values(m.columns), ...(m.when === null ? [] : [m.when])]);
  }
  return needed;
}

/** Datasets that each view names; for written views from the syntax of their SQL, which may name too many. */
async function mentionsOf(
  { views, lineIndex }: SemanticIr,
  planning: Planning,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const mentions = new Map<string, readonly string[]>();
  for (const view of views) {
    mentions.set(
      view.name,
      'sql' in view
        ? await planning.catalog.tablesMentioned(view.sql)
        : generatedInputs(view, lineIndex?.dataset ?? null),
    );
  }
  return mentions;
}
