/** Everything the compiler learns of a view from its SQL. */
import { diagnostic } from '../core/diagnostic';
import { fail, ok, type Result } from '../core/result';
import { checkedLineage } from './checked-lineage';
import { fingerprintOf } from './fingerprint';
import type { Lineage } from './lineage';
import type { UsedFunction } from './lineage-facts';
import type { Macro } from './macro-closure';
import type { OutputColumn, PlanningCatalog } from './planning-catalog';
import type { Relation } from './relation';

export interface PlanBundle {
  readonly sql: string;
  /** As bound; what scope, semantic types and determinism are read from. */
  readonly relation: Relation;
  readonly optimizedRelation: Relation;
  readonly lineage: Lineage;
  /** Output names and DuckDB types, in order. */
  readonly columns: readonly OutputColumn[];
  readonly functions: readonly UsedFunction[];
  /** Transitively, sorted by name. */
  readonly macros: readonly Macro[];
  /** SHA-256, 64 hex digits. */
  readonly fingerprint: string;
}

/** Functions that the binder replaces by their value of the moment, whatever stability the engine claims for them. */
const READS_SESSION = new Set(['getvariable', 'current_setting']);

/**
 * Plans a view over the catalog. Errors: those of `checkedLineage`, and `CPG_VIEW_NOT_DETERMINISTIC` for a function
 * whose value depends on the moment and of which the plan has no trace, because the binder has evaluated it already.
 */
export async function buildPlanBundle(
  catalog: PlanningCatalog,
  view: string,
  sql: string,
): Promise<Result<PlanBundle>> {
  const checked = await checkedLineage(catalog, sql, view);
  if (!checked.ok) return checked;
  const columns = await catalog.outputColumns(sql, view);
  if (!columns.ok) return columns;
  const { lineage, relation, optimizedRelation, optimizedPlan } = checked.value;
  const called = await catalog.functionsCalled(sql);
  const evaluated = await evaluatedWhileBinding(catalog, called.names, lineage);
  if (evaluated.length > 0) {
    return fail(evaluated.map((name) => diagnostic('CPG_VIEW_NOT_DETERMINISTIC', { view, what: `${name}()` })));
  }
  return ok({
    sql,
    relation,
    optimizedRelation,
    lineage,
    columns: columns.value,
    functions: lineage.functions,
    macros: called.macros,
    fingerprint: fingerprintOf({
      optimizedPlan,
      columns: columns.value,
      macros: called.macros,
      engineVersion: catalog.engineVersion(),
    }),
  });
}

async function evaluatedWhileBinding(
  catalog: PlanningCatalog,
  names: readonly string[],
  lineage: Lineage,
): Promise<readonly string[]> {
  const visible = new Set(lineage.functions.map((used) => used.name));
  const hidden = names.filter((name) => !visible.has(name));
  const stability = await catalog.functionStability(hidden);
  return hidden.filter((name) => READS_SESSION.has(name) || (stability.get(name) ?? 'CONSISTENT') !== 'CONSISTENT');
}
