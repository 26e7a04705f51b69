/** Where the columns of a relation come from, and every column its rows depend on. */
import {
  type AggregationFact,
  type JoinFact,
  LineageFacts,
  type ScanFact,
  type UsedFunction,
  type WindowFact,
} from './lineage-facts';
import { layoutSources } from './lineage-walk';
import type { Relation } from './relation';
import { type SourceColumn, SourceColumns, sortedSources, unionOf } from './source-column';

export interface Lineage {
  /**
   * For each output column the source columns it is computed from: all columns in the expressions that make it,
   * conditions of a CASE and keys of a window too, but not what only decides which rows there are. A struct's field
   * comes from the whole column.
   */
  readonly outputs: readonly (readonly SourceColumn[])[];
  /**
   * Every dataset read, with the columns that the set of result rows depends on in any way: outputs, filters, joins,
   * grouping, ordering that decides something. A dataset of which only the number of rows counts has an empty set.
   * Changing any other column changes no result.
   */
  readonly required: ReadonlyMap<string, ReadonlySet<string>>;
  readonly scans: readonly ScanFact[];
  /** The columns of each predicate of a filter. */
  readonly filters: readonly (readonly SourceColumn[])[];
  readonly joins: readonly JoinFact[];
  readonly functions: readonly UsedFunction[];
  readonly aggregations: readonly AggregationFact[];
  readonly windows: readonly WindowFact[];
  /** The columns of each ORDER BY, in plan order. */
  readonly sortKeys: readonly (readonly SourceColumn[])[];
}

/** Reads the lineage off a relation; for recursive queries the least fixpoint. */
export function lineageOf(relation: Relation): Lineage {
  const facts = new LineageFacts();
  const outputs = layoutSources(relation, {
    facts,
    sources: new SourceColumns(),
    ctes: new Map(),
    delims: [],
    // A view is a set of rows: the order of the outermost SELECT decides nothing.
    orderDecides: false,
  });
  facts.require(unionOf(outputs));
  return {
    outputs: outputs.map(sortedSources),
    required: requiredOf(facts),
    scans: facts.scans,
    filters: facts.filters,
    joins: facts.joins,
    functions: facts.usedFunctions(),
    aggregations: facts.aggregations,
    windows: facts.windows,
    sortKeys: facts.sortKeys,
  };
}

function requiredOf(facts: LineageFacts): ReadonlyMap<string, ReadonlySet<string>> {
  const datasets = [...new Set(facts.scans.map((scan) => scan.dataset))].sort();
  const required = new Map(datasets.map((dataset) => [dataset, new Set<string>()]));
  for (const { dataset, column } of sortedSources(facts.required)) required.get(dataset)?.add(column);
  return required;
}
