/** The columns that every view which contributes edges has: relationships by construction, written views by check. */
import type { SemanticType } from './semantic-type';

export interface ContractColumn {
  readonly type: string;
  readonly semantic?: SemanticType;
}

/**
 * `src` and `dst` are entity ids; file identity and span are those of the place in the source that the edge is about.
 * Confidence is a DECIMAL between 0 and 1, so that sums over it are exact.
 */
export const EDGE_CONTRACT = {
  file_id: { type: 'UUID', semantic: 'file_id' },
  path: { type: 'VARCHAR', semantic: 'path' },
  bstart: { type: 'BIGINT', semantic: 'span_start' },
  bend: { type: 'BIGINT', semantic: 'span_end' },
  src: { type: 'UUID', semantic: 'foreign_id' },
  dst: { type: 'UUID', semantic: 'foreign_id' },
  origin: { type: 'VARCHAR', semantic: 'origin' },
  resolution_method: { type: 'VARCHAR' },
  confidence: { type: 'DECIMAL(5,4)', semantic: 'confidence' },
  score: { type: 'INTEGER' },
  ambiguity_group_id: { type: 'UUID', semantic: 'foreign_id' },
} as const satisfies Readonly<Record<string, ContractColumn>>;

export type EdgeColumn = keyof typeof EDGE_CONTRACT;
export const EDGE_COLUMNS = Object.keys(EDGE_CONTRACT) as readonly EdgeColumn[];

/** Semantic types of a contract's columns. */
export const semanticsOf = (contract: Readonly<Record<string, ContractColumn>>): Record<string, SemanticType> =>
  Object.fromEntries(
    Object.entries(contract).flatMap(([column, { semantic }]) => (semantic === undefined ? [] : [[column, semantic]])),
  );

/** Semantic types of the columns that stand for those of the edge contract. */
export const edgeSemantics = (columns: Readonly<Record<EdgeColumn, string>>): Record<string, SemanticType> =>
  Object.fromEntries(
    Object.entries(semanticsOf(EDGE_CONTRACT)).map(([column, type]) => [columns[column as EdgeColumn], type]),
  );
