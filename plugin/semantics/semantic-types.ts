/** Relation -> what its output columns mean, carried along lineage from the columns of its inputs. */
import type { Relation } from '../plan/relation';
import type { Column } from '../schema/column';
import type { SemanticType } from '../schema/semantic-type';
import { analyseColumns, type FactsOf } from './column-facts';

/** Branches of an output column that mean different things; `none` stands for a computed branch. */
export interface SemanticConflict {
  readonly index: number;
  readonly types: readonly string[];
}

export interface SemanticTypes {
  /** One per output column; null for a computed one. */
  readonly types: readonly (SemanticType | null)[];
  readonly conflicts: readonly SemanticConflict[];
  /** One per output column; true unless proved otherwise. */
  readonly nullable: readonly boolean[];
}

/**
 * The semantic types of the outputs of `relation`. Passing a column on, casts that keep its value, min, max, first,
 * arg_min and arg_max (of the first argument), lag, lead, unnest and USING keys keep a type. Branches (set operations,
 * CASE, COALESCE, recursion) have the type that they share, NULL being neutral, else none and a conflict.
 */
export function semanticTypesOf(
  relation: Relation,
  schemaOf: (dataset: string) => readonly Column[],
  factsOf: FactsOf = analyseColumns(relation, schemaOf),
): SemanticTypes {
  const facts = factsOf(relation);
  return {
    types: facts.map((f) => (f.semantic === 'any' ? null : f.semantic)),
    conflicts: facts.flatMap((f, index) => (f.conflict.length > 0 ? [{ index, types: f.conflict }] : [])),
    nullable: facts.map((f) => f.nullable),
  };
}
