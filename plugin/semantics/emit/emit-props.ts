import { invariant } from '../../core/invariant';
import type { EdgeMember, NodeMember, UnionView } from '../../ir/semantic-ir';
import type { SemanticType } from '../../schema/semantic-type';
import type { PropertyType } from '../graph-catalog';
import { literal, name, select } from '../sql';
import type { EmitContext } from './emit-context';
import { nodeId } from './emit-nodes';

type PropsView = Extract<UnionView, { target: 'props' }>;

export const PROP_SEMANTICS: Readonly<Record<string, SemanticType>> = { entity_id: 'foreign_id' };

/** The value columns: a property is in the one of its type, and null in the others. */
const VALUE_COLUMNS = {
  string: 'varchar',
  int: 'bigint',
  float: 'double',
  bool: 'boolean',
  json: 'varchar',
} as const satisfies Record<PropertyType, string>;

/** One row per node or edge and property that is not null. */
export function emitProps(view: PropsView, context: EmitContext): string {
  const sources = [
    ...view.members.flatMap((member, i) => nodeProperties(member, i, context)),
    ...view.edges.members.flatMap((member) => edgeProperties(view.edges.view, member, context)),
  ];
  const ctes = [...new Map(sources.flatMap((s) => (s.cte === null ? [] : [[s.cte.name, s.cte.sql] as const])))];
  const withs = ctes.map(([cte, sql]) => `${cte} as materialized (\n${sql}\n)`);
  const body = sources.map((s) => s.branch).join('\nunion all\n');
  return withs.length > 0 ? `with ${withs.join(',\n')}\n${body}` : body;
}

interface PropertySource {
  /** Computes node ids once for all properties of a kind. */
  readonly cte: { readonly name: string; readonly sql: string } | null;
  readonly branch: string;
}

function nodeProperties(member: NodeMember, index: number, context: EmitContext): PropertySource[] {
  const schema = context.schemaOf(member.view);
  const cte = `owner_${index}`;
  const located = schema.column('bstart') !== undefined;
  const columns = [...new Set(Object.values(member.properties))];
  const sql = select(
    [
      `${nodeId(member)} as owner_id`,
      `${name(schema.first('file_id')?.name ?? 'file_id')} as file_id`,
      `${name(schema.first('path')?.name ?? 'path')} as owner_path`,
      `${located ? 'bstart' : 'null::bigint'} as bstart`,
      `${located ? 'bend' : 'null::bigint'} as bend`,
      ...columns.map((column, i) => `${name(column)} as value_${i}`),
    ],
    `from ${name(member.view)}`,
  );
  return Object.entries(member.properties).map(([key, column]) => ({
    cte: { name: cte, sql },
    branch: row(
      { entityKind: 'node', id: 'owner_id', nodeKind: literal(member.nodeKind), path: 'owner_path', task: member.view },
      key,
      `value_${columns.indexOf(column)}`,
      typeOf(key, column, member.view, context),
      member.priority,
      `from ${cte}\nwhere value_${columns.indexOf(column)} is not null`,
    ),
  }));
}

function edgeProperties(edges: string, member: EdgeMember, context: EmitContext): PropertySource[] {
  return member.properties.map((key) => ({
    cte: null,
    branch: row(
      { entityKind: 'edge', id: 'edge_id', nodeKind: 'null::varchar', path: 'path', task: member.view },
      key,
      key,
      typeOf(key, key, edges, context),
      100,
      `from ${name(edges)}\nwhere task_name = ${literal(member.view)} and ${key} is not null`,
    ),
  }));
}

interface Owner {
  readonly entityKind: 'node' | 'edge';
  readonly id: string;
  readonly nodeKind: string;
  readonly path: string;
  readonly task: string;
}

function row(owner: Owner, key: string, value: string, type: PropertyType, priority: number, rest: string): string {
  const values = Object.entries(VALUE_COLUMNS).map(
    ([column, sql]) => `${column === type ? castTo(type, value) : `null::${sql}`} as value_${column}`,
  );
  return select(
    [
      `${literal(owner.entityKind)} as entity_kind`,
      `${owner.id} as entity_id`,
      `${owner.nodeKind} as node_kind`,
      `${literal(key)} as prop_key`,
      `${literal(type)} as value_type`,
      ...values,
      `${literal(owner.task)} as task_name`,
      `${priority} as task_priority`,
      'file_id',
      `${owner.path} as path`,
      'bstart',
      'bend',
    ],
    rest,
  );
}

const castTo = (type: PropertyType, value: string): string =>
  type === 'json' ? `to_json(${value})::varchar` : `${value}::${VALUE_COLUMNS[type]}`;

/** The type of a key in the catalog, or for a key of a workspace's own the one that fits its column. */
function typeOf(key: string, column: string, view: string, context: EmitContext): PropertyType {
  const known = context.propertyType(key);
  if (known !== undefined) return known;
  const type = context.schemaOf(view).column(column)?.type;
  invariant(type !== undefined, `property '${key}' of '${view}' has no column '${column}'`);
  if (/^(TINYINT|SMALLINT|INTEGER|BIGINT|U(TINYINT|SMALLINT|INTEGER))$/.test(type)) return 'int';
  if (/^(FLOAT|DOUBLE|DECIMAL)/.test(type)) return 'float';
  if (type === 'BOOLEAN') return 'bool';
  return type.endsWith('[]') || /^(STRUCT|MAP)/.test(type) ? 'json' : 'string';
}
