import { z } from 'zod';
import { JOIN_STRATEGIES, type JoinStrategy } from '../schema/join-strategy';
import { identifier } from './extractor';
import { type Signal, signalSchema } from './signal';
import { kindName } from './view';

/** How much a row is worth before its weighted signals are counted. */
export interface BaseScore {
  /** Points; more than the weights of all signals together can make up for between two relationships. */
  readonly score: number;
  /** 0 to 1, exclusive. */
  readonly confidence: number;
}

/** Two views whose rows belong together. Join keys, join type, ranking and projection are inferred. */
export interface RelationshipDeclaration {
  readonly kind: 'relationship';
  readonly name: string;
  readonly description: string;
  /** Entity, or the view it is normalised to; the relationship has at most one row per left row. */
  readonly left: string;
  readonly right: string;
  /** What a pair has to meet, and what makes one pair better than another. */
  readonly signals?: readonly Signal[];
  /** Restricts the inference to one strategy. */
  readonly strategy?: JoinStrategy;
  readonly base?: BaseScore;
  /** The graph edge its rows are, and on which side it starts. */
  readonly edge?: { readonly kind: string; readonly from: 'left' | 'right' };
  /** The template it was made from. */
  readonly template?: { readonly name: string; readonly version: number };
}

export const relationshipSchema = z.strictObject({
  kind: z.literal('relationship'),
  name: identifier,
  description: z.string().min(1, 'say in one sentence what a row is'),
  left: identifier,
  right: identifier,
  signals: z.array(signalSchema).optional(),
  strategy: z.enum(JOIN_STRATEGIES).optional(),
  base: z.strictObject({ score: z.int().min(0), confidence: z.number().gt(0).lt(1) }).optional(),
  edge: z.strictObject({ kind: kindName, from: z.enum(['left', 'right']) }).optional(),
  template: z.strictObject({ name: z.string().min(1), version: z.int().min(1) }).optional(),
});

/** What a module says about a relationship; it is called like its file if it has no name of its own. */
export type RelationshipOptions = Omit<RelationshipDeclaration, 'kind' | 'name' | 'left' | 'right'> & {
  readonly name?: string;
};

/**
 * Declares a relationship between two entities. In `relationships/todo-in-def.ts` it is called `todo_in_def`.
 *
 * @example
 * export default defineRelationship('todo', 'cst_def', { description: 'The definition a to-do is in.' });
 */
export const defineRelationship = (left: string, right: string, options: RelationshipOptions) => ({
  kind: 'relationship' as const,
  left,
  right,
  ...options,
});
