/** The columns of every relationship: those of an edge, and why the two rows were taken to belong together. */

import { type ContractColumn, EDGE_CONTRACT, semanticsOf } from '../schema/edge-contract';
import type { SemanticType } from '../schema/semantic-type';

export const RELATION_CONTRACT = {
  ...EDGE_CONTRACT,
  /** The symbol of the right side, where that is the occurrence of one. */
  symbol: { type: 'VARCHAR', semantic: 'symbol' },
  symbol_roles: { type: 'INTEGER', semantic: 'symbol_roles' },
  /** The parser or tool whose evidence the right side is. */
  provider: { type: 'VARCHAR' },
  rule_name: { type: 'VARCHAR' },
  /** The weighted signals that the pair meets, separated by commas; null where none is weighed. */
  evidence: { type: 'VARCHAR' },
} as const satisfies Readonly<Record<string, ContractColumn>>;

export type RelationColumn = keyof typeof RELATION_CONTRACT;
export const RELATION_COLUMNS = Object.keys(RELATION_CONTRACT) as readonly RelationColumn[];

/** The place of a candidate among those of its left row; 1 is taken. */
export const RANK_COLUMN = 'candidate_rank';

/** Semantic types of the relation contract. */
export const relationSemantics = (): Record<string, SemanticType> => semanticsOf(RELATION_CONTRACT);
