/** The join that the compiler inferred, read off the manifest, and told to a person. */
import { z } from 'zod';
import { invariant } from '../../plugin/core/invariant';
import type { RelationshipDeclaration } from '../../plugin/declaration/relationship';
import type { Decided, Manifest, ManifestColumn } from '../../plugin/manifest/manifest-schema';
import { JOIN_STRATEGIES, type JoinStrategy } from '../../plugin/schema/join-strategy';

/** A side as it was given, and what it stands for. */
export interface RelationshipSide {
  readonly given: string;
  /** Of the entity, or of the view if it is none. */
  readonly name: string;
  readonly view: string;
  readonly nodeKind: string | null;
  /** Column that identifies its rows, of an entity. */
  readonly id: string | null;
}

export interface Sides {
  readonly left: RelationshipSide;
  readonly right: RelationshipSide;
}

export interface JoinedSide extends RelationshipSide {
  readonly columns: readonly ManifestColumn[];
}

export interface InferredJoin {
  readonly declaration: RelationshipDeclaration;
  readonly left: JoinedSide;
  readonly right: JoinedSide;
  readonly strategy: Decided<JoinStrategy>;
  readonly keys: Decided<readonly { readonly left: string; readonly right: string }[]>;
  /** Column by which candidates compete; null when there is at most one. */
  readonly ranking: Decided<string | null>;
}

const strategySchema = z.enum(JOIN_STRATEGIES);
const keysSchema = z.array(z.strictObject({ left: z.string(), right: z.string() }));
const rankingSchema = z.string().nullable();

/** The inferred join of a relationship that `manifest` was compiled with. */
export function inferredJoin(manifest: Manifest, declaration: RelationshipDeclaration, sides: Sides): InferredJoin {
  const { strategy, keys, ranking } = manifest.views[declaration.name]?.inferred ?? {};
  invariant(strategy && keys && ranking, `nothing was inferred for '${declaration.name}'`);
  const side = (of: RelationshipSide): JoinedSide => {
    const columns = manifest.views[of.view]?.columns ?? [];
    return { ...of, columns, id: of.id ?? columns.find(({ semantic }) => semantic === 'entity_id')?.name ?? null };
  };
  return {
    declaration,
    left: side(sides.left),
    right: side(sides.right),
    strategy: { ...strategy, value: strategySchema.parse(strategy.value) },
    keys: { ...keys, value: keysSchema.parse(keys.value) },
    ranking: { ...ranking, value: rankingSchema.parse(ranking.value) },
  };
}

/** Strategy, keys, confidence and evidence, and both sides by role, a line each. */
export function describeJoin({ declaration, left, right, strategy, keys, ranking }: InferredJoin): string {
  const pairs = keys.value.map((key) => `${key.left} = ${key.right}`).join(', ');
  const best = ranking.value === null ? 'at most one right row' : `the best right row of each ${ranking.value}`;
  return [
    `${declaration.name}: ${left.name} with ${right.name}`,
    `  left      ${rolesOf(left)}`,
    `  right     ${rolesOf(right)}`,
    `  strategy  ${strategy.value}, confidence ${strategy.confidence}: ${strategy.evidence.join('; ')}`,
    `  keys      ${pairs}, confidence ${keys.confidence}: ${keys.evidence.join('; ')}`,
    `  taken     ${best}, confidence ${ranking.confidence}: ${ranking.evidence.join('; ')}`,
    `  edge      ${declaration.edge === undefined ? 'none: not both sides are nodes' : declaration.edge.kind}`,
  ].join('\n');
}

const ROLES: readonly (readonly [role: string, has: (column: ManifestColumn) => boolean])[] = [
  ['file', ({ semantic }) => semantic === 'file_id' || semantic === 'path'],
  ['id', ({ semantic }) => semantic === 'entity_id'],
  ['refers by', ({ semantic }) => semantic === 'foreign_id'],
  ['span', ({ semantic }) => semantic === 'span_start' || semantic === 'span_end'],
  ['symbols', ({ semantic }) => semantic === 'symbol' || semantic === 'qname'],
];

function rolesOf({ view, columns }: JoinedSide): string {
  const roles = ROLES.flatMap(([role, has]) => {
    const names = columns.filter(has).map(({ name }) => name);
    return names.length === 0 ? [] : [`${role} ${names.join(', ')}`];
  });
  return [view, ...roles].join('; ');
}
