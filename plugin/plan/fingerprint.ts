/** A digest of what a view means: equal when only the way it is written changed. */
import { digestOf } from '../core/digest';
import { canonicalPlan } from './canonical-plan';
import type { Macro } from './macro-closure';
import { PLANNING_OPTIMIZERS } from './optimizers';
import type { JsonNode } from './parse/json';
import type { OutputColumn } from './planning-catalog';

export interface FingerprintInputs {
  /** From `PlanningCatalog.planOptimized`, over empty tables. */
  readonly optimizedPlan: JsonNode;
  readonly columns: readonly OutputColumn[];
  readonly macros: readonly Macro[];
  readonly engineVersion: string;
}

/**
 * SHA-256, 64 hex digits, of the canonical optimized plan, output names and types, definitions of the macros used,
 * engine version and the set of optimizers. White space, comments, aliases inside the query and USING for ON leave it
 * as it is; so do columns of an input that the query does not read. Data plays no part.
 */
export function fingerprintOf(inputs: FingerprintInputs): string {
  return digestOf({
    plan: canonicalPlan(inputs.optimizedPlan),
    columns: inputs.columns,
    macros: inputs.macros,
    engine: inputs.engineVersion,
    optimizers: PLANNING_OPTIMIZERS,
  });
}
