/** All entities and all relationships under one schema each, for views that are about every one of them. */
import { CANONICAL } from '../../ir/canonical';
import { RANK_COLUMN, RELATION_COLUMNS } from '../../ir/relation-contract';
import type { UnionView } from '../../ir/semantic-ir';
import { literal, name, select } from '../sql';
import type { EmitContext } from './emit-context';
import { candidatesView } from './emit-relate';

/** A union whose members are known by their views alone. */
type Collection = Extract<UnionView, { target: 'entities' | 'relations' | 'candidates' }>;

const union = (view: Collection, branch: (member: string) => string): string =>
  view.members.map((member) => branch(member.view)).join('\nunion all\n');

/** Id and place of every entity; `node_kind` is the view that it comes from. */
export function emitEntities(view: Collection, context: EmitContext): string {
  const place = [
    [CANONICAL.id, 'uuid'],
    [CANONICAL.path, 'varchar'],
    [CANONICAL.start, 'bigint'],
    [CANONICAL.end, 'bigint'],
    [CANONICAL.fileId, 'uuid'],
  ] as const;
  return union(view, (member) => {
    const schema = context.schemaOf(member);
    const columns = place.map(([of, type]) => (schema.column(of) === undefined ? `null::${type} as ${of}` : of));
    return select([...columns, `${literal(member)} as node_kind`], `from ${name(member)}`);
  });
}

/** Every row of every relationship. */
export const emitRelations = (view: Collection): string =>
  union(view, (member) => select([...RELATION_COLUMNS, `${literal(member)} as edge_kind`], `from ${name(member)}`));

/** Every candidate with its rank; a relationship without rivals has only taken ones. */
export function emitCandidates(view: Collection, context: EmitContext): string {
  return union(view, (member) => {
    const ranked = context.hasDataset(candidatesView(member));
    const rank = ranked ? RANK_COLUMN : `1 as ${RANK_COLUMN}`;
    return select(
      [...RELATION_COLUMNS, rank, `${literal(member)} as edge_kind`],
      `from ${name(ranked ? candidatesView(member) : member)}`,
    );
  });
}
