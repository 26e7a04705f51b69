import { CANONICAL } from '../../ir/canonical';
import type { NodeMember, UnionView } from '../../ir/semantic-ir';
import type { AnnotatedSchema } from '../../schema/annotated-schema';
import type { SemanticType } from '../../schema/semantic-type';
import { SPAN_TYPE } from '../macros';
import { literal, name, select } from '../sql';
import type { EmitContext } from './emit-context';

type NodesView = Extract<UnionView, { target: 'nodes' }>;

/** Semantic types of the columns that the graph views compute. */
export const NODE_SEMANTICS: Readonly<Record<string, SemanticType>> = { node_id: 'entity_id' };

/** SQL of the id of a member's nodes. */
export const nodeId = (member: NodeMember): string => `cpg_node_id(${literal(member.nodeKind)}, ${name(member.id)})`;

/** One branch per node kind. A node has the span of its row, if that has one. */
export function emitNodes(view: NodesView, context: EmitContext): string {
  return view.members.map((member) => branch(member, context)).join('\nunion all\n');
}

/** Columns of the span of a row. */
export function placeOf(schema: AnnotatedSchema): { start: string; end: string; located: boolean } {
  const located = schema.column(CANONICAL.start) !== undefined && schema.column(CANONICAL.end) !== undefined;
  return located ? { ...CANONICAL, located } : { start: 'null::bigint', end: 'null::bigint', located };
}

function branch(member: NodeMember, context: EmitContext): string {
  const schema = context.schemaOf(member.view);
  const column = (type: SemanticType, otherwise: string): string => {
    const found = schema.first(type);
    return found === undefined ? otherwise : name(found.name);
  };
  const { start, end, located } = placeOf(schema);
  return select(
    [
      `${nodeId(member)} as node_id`,
      `${literal(member.nodeKind)} as node_kind`,
      `${column('path', 'null::varchar')} as path`,
      `${column('language', 'null::varchar')} as language`,
      `${located ? `span_make(${start}, ${end})` : `null::${SPAN_TYPE}`} as span`,
      `${start} as bstart`,
      `${end} as bend`,
      `${column('file_id', 'null::uuid')} as file_id`,
      `${literal(member.view)} as task_name`,
      `${member.priority} as task_priority`,
    ],
    `from ${name(member.view)}`,
  );
}
