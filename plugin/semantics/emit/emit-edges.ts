import type { EdgeMember, UnionView } from '../../ir/semantic-ir';
import type { SemanticType } from '../../schema/semantic-type';
import { literal, name, select } from '../sql';
import type { EmitContext } from './emit-context';

type EdgesView = Extract<UnionView, { target: 'edges' }>;

export const EDGE_SEMANTICS: Readonly<Record<string, SemanticType>> = {
  edge_id: 'entity_id',
  src_node_id: 'foreign_id',
  dst_node_id: 'foreign_id',
};

/** One branch per view that contributes edges; both ends are node ids. */
export function emitEdges(view: EdgesView, _context: EmitContext): string {
  return view.members.map(branch).join('\nunion all\n');
}

/** A relationship has a row only for what it joined; other views may have rows that are no edge. */
function rowsThatAre({ columns: { src, dst }, when, mayBeNone }: EdgeMember): string {
  if (!mayBeNone) return '';
  const ends = [src, dst].map((column) => `${name(column)} is not null`);
  return `\nwhere ${[...(when === null ? [] : [name(when)]), ...ends].join(' and ')}`;
}

function branch(member: EdgeMember): string {
  const { src, dst, ...others } = member.columns;
  const ends = select(
    [
      `cpg_node_id(${literal(member.fromNode)}, ${name(src)}) as src_node_id`,
      `cpg_node_id(${literal(member.toNode)}, ${name(dst)}) as dst_node_id`,
      ...Object.entries(others).map(([as, column]) => (as === column ? as : `${name(column)} as ${as}`)),
    ],
    `from ${name(member.view)}${rowsThatAre(member)}`,
  );
  return select(
    [
      `cpg_edge_id(${literal(member.edgeKind)}, src_node_id, dst_node_id) as edge_id`,
      `${literal(member.edgeKind)} as edge_kind`,
      'src_node_id',
      'dst_node_id',
      'path',
      'span_make(bstart, bend) as span',
      'bstart',
      'bend',
      'file_id',
      'origin',
      'resolution_method',
      'confidence',
      'score',
      'null::integer as symbol_roles',
      'null::varchar as qname_source',
      'ambiguity_group_id',
      `${literal(member.view)} as task_name`,
      '100 as task_priority',
    ],
    `from (${ends.replaceAll('\n', '\n  ')})`,
  );
}
