import { z } from 'zod';
import { identifier } from './extractor';
import { kindName } from './view';

export const JOIN_STRATEGIES = ['span_overlap', 'span_contains', 'foreign_key', 'symbol_match', 'equi_join'] as const;
export type JoinStrategyType = (typeof JOIN_STRATEGIES)[number];

/** A condition that every row of a relationship meets; `left` and `right` name a column of that side. */
export type HardPredicate =
  | { readonly is: 'null'; readonly left: string }
  | { readonly is: 'not_null'; readonly left: string };

/** The left column is null. */
export const isNull = (left: string): HardPredicate => ({ is: 'null', left });
/** The left column is not null. */
export const isNotNull = (left: string): HardPredicate => ({ is: 'not_null', left });

/** Two views whose rows belong together. Join keys, join type, ranking and projection are inferred. */
export interface RelationshipDeclaration {
  readonly kind: 'relationship';
  readonly name: string;
  readonly description: string;
  /** Entity on the left; the relationship has at most one row per left row. */
  readonly left: string;
  readonly right: string;
  /** Conditions that hold for every row. */
  readonly where?: readonly HardPredicate[];
  /** Restricts the inference to one strategy. */
  readonly strategy?: JoinStrategyType;
  /** The graph edge its rows are, and on which side it starts. */
  readonly edge?: { readonly kind: string; readonly from: 'left' | 'right' };
}

export const relationshipSchema = z.strictObject({
  kind: z.literal('relationship'),
  name: identifier,
  description: z.string().min(1, 'say in one sentence what a row is'),
  left: identifier,
  right: identifier,
  where: z
    .array(
      z.union([
        z.strictObject({ is: z.literal('null'), left: identifier }),
        z.strictObject({ is: z.literal('not_null'), left: identifier }),
      ]),
    )
    .optional(),
  strategy: z.enum(JOIN_STRATEGIES).optional(),
  edge: z.strictObject({ kind: kindName, from: z.enum(['left', 'right']) }).optional(),
});

/**
 * Declares a relationship between two entities.
 *
 * @example
 * export default defineRelationship({ name: 'todo_in_def', description: 'The definition a to-do is in.', left: 'todo', right: 'cst_def' });
 */
export const defineRelationship = (relationship: Omit<RelationshipDeclaration, 'kind'>): RelationshipDeclaration => ({
  kind: 'relationship',
  ...relationship,
});
