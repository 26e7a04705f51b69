/** `json_serialize_plan` JSON -> `Relation`. */
import { diagnostic } from '../core/diagnostic';
import { fail, ok, type Result } from '../core/result';
import type { JsonNode } from './parse/json';
import { parseOperator } from './parse/operator';
import { UnsupportedPlan } from './parse/unsupported';
import type { Relation } from './relation';

export interface ParseOptions {
  /** Names the view in diagnostics. */
  readonly view?: string;
  /** The dataset that a scan of these Parquet files stands for; without it such a scan is unsupported. */
  readonly datasetOfFiles?: (files: readonly string[]) => string | undefined;
}

/**
 * Reads the root operator of a plan, from `PlanningCatalog.planUnoptimized` or `planOptimized`. An operator or
 * expression that has no rule is `CPG_PLAN_UNSUPPORTED`; nothing is dropped.
 */
export function parsePlan(plan: JsonNode, options: ParseOptions = {}): Result<Relation> {
  try {
    const { relation } = parseOperator(plan, {
      datasetOfFiles: options.datasetOfFiles ?? (() => undefined),
      delims: [],
      ctes: new Map(),
    });
    return ok(relation);
  } catch (error) {
    if (!(error instanceof UnsupportedPlan)) throw error;
    return fail([diagnostic('CPG_PLAN_UNSUPPORTED', { view: options.view ?? 'query', operator: error.what })]);
  }
}
