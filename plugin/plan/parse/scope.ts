/** What the parser of an operator must know of the operators around it. */
import type { Expr } from '../relation';
import type { JsonNode } from './json';
import type { Parsed } from './layout';

export interface ParseScope {
  /** The dataset that `read_parquet` of these files stands for; undefined for files that are none. */
  readonly datasetOfFiles: (files: readonly string[]) => string | undefined;
  /**
   * The delim joins on whose receiving side the operator is, innermost last: for each the duplicate-eliminated columns
   * as expressions over the layout of its other side.
   */
  readonly delims: readonly (readonly Expr[])[];
  /** Widths of the CTEs in scope, by the engine's index. */
  readonly ctes: ReadonlyMap<number, number>;
}

/** Parses an operator with everything below it; handed down, so that the files of the parser form no cycle. */
export type ParseOperator = (operator: JsonNode, scope: ParseScope) => Parsed;
