/** Relationship templates: what several relationships have in common, said once and versioned. */
import { OWN_SPAN } from '../schema/columns';
import { type BaseScore, defineRelationship, type RelationshipDeclaration } from './relationship';
import { exactEnd, exactStart, falsy, type Signal } from './signal';

type Edge = NonNullable<RelationshipDeclaration['edge']>;

/** The entity on the right of every relationship made with `entitySymbol`. */
export const SYMBOL_ENTITY = 'scip_occurrence';

export interface EntitySymbol {
  readonly name?: string;
  readonly description: string;
  /** What the place of an occurrence must be to the place of the entity, and which occurrences count. */
  readonly signals: readonly Signal[];
  readonly base?: BaseScore;
}

/** Points for an occurrence that begins where the entity does, and for one that ends there: a name is narrower. */
const EXACT = { own: [20, 10], other: [15, 10] } as const;

/**
 * An entity and the symbol that an index gives for its place: that of the first signal that compares spans, whose bounds
 * an occurrence should share. A symbol of which the index itself does not know what it is says nothing.
 */
export function entitySymbol(entity: string, { signals, ...rest }: EntitySymbol) {
  const span = signals.map(leftSpan).find((of) => of !== undefined);
  const [start, end] = span === undefined || span === OWN_SPAN ? EXACT.own : EXACT.other;
  return defineRelationship(entity, SYMBOL_ENTITY, {
    base: { score: 2000, confidence: 0.95 },
    ...rest,
    signals: [...signals, falsy('right.is_unresolved'), exactStart(start, span), exactEnd(end, span)],
    template: { name: 'entitySymbol', version: 3 },
  });
}

const SPANS: ReadonlySet<string> = new Set(['overlap', 'within', 'contains', 'same_end']);
const leftSpan = ({ condition }: Signal): string | undefined =>
  'left' in condition && SPANS.has(condition.is) ? condition.left : undefined;

export interface EntityReference {
  readonly name?: string;
  readonly description: string;
  readonly edge: Edge;
  readonly signals?: readonly Signal[];
}

/** An entity and the entity it refers to by a key, or the file that it is in; certain, because the syntax itself says so. */
export const entityReference = (left: string, right: string, of: EntityReference) =>
  defineRelationship(left, right, {
    strategy: 'foreign_key',
    ...of,
    template: { name: 'entityReference', version: 2 },
  });
