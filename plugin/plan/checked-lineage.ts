/** Lineage of a query, read twice: from the plan as bound and from the optimized one, which may not know more. */
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { check, type Result } from '../core/result';
import { type Lineage, lineageOf } from './lineage';
import type { JsonNode } from './parse/json';
import { parsePlan } from './parse-plan';
import type { PlanningCatalog } from './planning-catalog';
import type { Relation } from './relation';

export interface CheckedLineage {
  /** Authoritative: of the plan as bound. */
  readonly lineage: Lineage;
  readonly relation: Relation;
  /** For pushed filters. */
  readonly optimizedRelation: Relation;
  readonly optimizedPlan: JsonNode;
}

/**
 * Plans `sql` over the catalog and reads its lineage. Errors: `CPG_SQL_INVALID`, `CPG_PLAN_UNSUPPORTED`, and
 * `CPG_LINEAGE_DISAGREES` if the optimized plan depends on a column that the bound one does not: the optimizer drops
 * an unused join or a contradiction, but it invents no reads, so one of the two was misread.
 */
export async function checkedLineage(
  catalog: PlanningCatalog,
  sql: string,
  view = 'query',
): Promise<Result<CheckedLineage>> {
  const bound = await catalog.planUnoptimized(sql, view);
  if (!bound.ok) return bound;
  const optimized = await catalog.planOptimized(sql, view);
  if (!optimized.ok) return optimized;
  const relation = parsePlan(bound.value, { view });
  if (!relation.ok) return relation;
  const optimizedRelation = parsePlan(optimized.value, { view });
  if (!optimizedRelation.ok) return optimizedRelation;
  const lineage = lineageOf(relation.value);
  return check(
    {
      lineage,
      relation: relation.value,
      optimizedRelation: optimizedRelation.value,
      optimizedPlan: optimized.value,
    },
    disagreement(view, lineage, lineageOf(optimizedRelation.value)),
  );
}

/** What the optimized lineage requires and the bound one does not, as diagnostics. */
export function disagreement(view: string, bound: Lineage, optimized: Lineage): readonly Diagnostic[] {
  const extra = [...optimized.required].flatMap(([dataset, columns]) => {
    const known = bound.required.get(dataset);
    if (known === undefined) return [dataset];
    return [...columns].filter((column) => !known.has(column)).map((column) => `${dataset}.${column}`);
  });
  return extra.length === 0 ? [] : [diagnostic('CPG_LINEAGE_DISAGREES', { view, extra })];
}
