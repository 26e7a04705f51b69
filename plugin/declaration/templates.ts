/** Relationship templates: what several relationships have in common, said once and versioned. */
import { type BaseScore, defineRelationship, type RelationshipDeclaration } from './relationship';
import { exactEnd, exactStart, type Signal } from './signal';

type Edge = NonNullable<RelationshipDeclaration['edge']>;

export interface EntitySymbol {
  readonly name: string;
  readonly description: string;
  readonly left: string;
  /** What the place of an occurrence must be to the place of the entity, and which occurrences count. */
  readonly signals: readonly Signal[];
  /** The entity's span whose bounds an occurrence should share; its own if left out. */
  readonly span?: string;
  /** Points for a common start and a common end. */
  readonly weights?: readonly [start: number, end: number];
  readonly base?: BaseScore;
}

/** An entity and the symbol that an index gives for its place. */
export const entitySymbol = ({ signals, span, weights: [start, end] = [20, 10], ...rest }: EntitySymbol) =>
  defineRelationship({
    right: 'scip_occurrence',
    base: { score: 2000, confidence: 0.95 },
    ...rest,
    signals: [...signals, exactStart(start, span), exactEnd(end, span)],
    template: { name: 'entitySymbol', version: 1 },
  });

/** An entity and the entity it refers to by a key; certain, because the syntax itself says so. */
export const entityReference = (of: {
  readonly name: string;
  readonly description: string;
  readonly left: string;
  readonly right: string;
  readonly edge: Edge;
  readonly signals?: readonly Signal[];
}) =>
  defineRelationship({
    strategy: of.right === 'file' ? 'equi_join' : 'foreign_key',
    ...of,
    template: { name: 'entityReference', version: 1 },
  });
