import { invariant } from '../../core/invariant';
import { CANONICAL } from '../../ir/canonical';
import type { Spread } from '../../ir/emitted';
import type { EdgeMember, NodeMember, UnionView } from '../../ir/semantic-ir';
import type { SemanticType } from '../../schema/semantic-type';
import type { PropertyType } from '../graph-catalog';
import { literal, name, select } from '../sql';
import type { EmitContext } from './emit-context';
import { nodeId, placeOf } from './emit-nodes';

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

/** What the rows of the owners are called where they are spread. */
const OWNERS = 'owners';

/**
 * One row per node or edge and property that is not null. The rows of the owners are made first, each with lists of its
 * keys and values: there are a fifth as many of them to give ids to and to sort.
 */
export function emitProps(view: PropsView, context: EmitContext): Spread {
  const owners = [
    ...view.members.filter((m) => Object.keys(m.properties).length > 0).map((m) => nodeOwner(m, context)),
    ...view.edges.members.filter((m) => m.properties.length > 0).map((m) => edgeOwner(view.edges.view, m, context)),
  ];
  return {
    name: OWNERS,
    rows: owners.join('\nunion all\n'),
    order: [
      'path',
      'bstart',
      'bend',
      'hash(entity_kind, node_kind, prop_keys, value_types, prop_values, task_name, task_priority)',
      'hash(entity_id, file_id)',
    ],
    select: spreadOwners(),
  };
}

/** The columns of an owner that each of its properties repeats. */
const SHARED = ['task_name', 'task_priority', 'file_id', 'path', 'bstart', 'bend'] as const;

function spreadOwners(): string {
  const values = Object.entries(VALUE_COLUMNS).map(
    ([type, sql]) => `case when value_type = ${literal(type)} then value::${sql} end as value_${type}`,
  );
  // Lists that are unnested side by side stay in step.
  const unnested = select(
    ['*', 'unnest(prop_keys) as prop_key', 'unnest(value_types) as value_type', 'unnest(prop_values) as value'],
    `from ${OWNERS}`,
  );
  return select(
    ['entity_kind', 'entity_id', 'node_kind', 'prop_key', 'value_type', ...values, ...SHARED],
    `from (${unnested.replaceAll('\n', '\n  ')})\nwhere value is not null`,
  );
}

function nodeOwner(member: NodeMember, context: EmitContext): string {
  const schema = context.schemaOf(member.view);
  const { start, end } = placeOf(schema);
  const properties = Object.entries(member.properties).map(([key, column]) => ({
    key,
    column: name(column),
    type: typeOf(key, column, member.view, context),
  }));
  return owner(
    {
      entity_kind: literal('node'),
      entity_id: nodeId(member),
      node_kind: literal(member.nodeKind),
      task_name: literal(member.view),
      task_priority: String(member.priority),
      file_id: name(schema.first('file_id')?.name ?? CANONICAL.fileId),
      path: name(schema.first('path')?.name ?? CANONICAL.path),
      bstart: start,
      bend: end,
    },
    properties,
    `from ${name(member.view)}`,
  );
}

function edgeOwner(edges: string, member: EdgeMember, context: EmitContext): string {
  const properties = member.properties.map((key) => ({ key, column: key, type: typeOf(key, key, edges, context) }));
  return owner(
    {
      entity_kind: literal('edge'),
      entity_id: 'edge_id',
      node_kind: 'null::varchar',
      task_name: literal(member.view),
      task_priority: '100',
      file_id: 'file_id',
      path: 'path',
      bstart: 'bstart',
      bend: 'bend',
    },
    properties,
    `from ${name(edges)}\nwhere task_name = ${literal(member.view)} and edge_kind = ${literal(member.edgeKind)}`,
  );
}

interface Property {
  readonly key: string;
  readonly column: string;
  readonly type: PropertyType;
}

type Shared = Readonly<Record<'entity_kind' | 'entity_id' | 'node_kind' | (typeof SHARED)[number], string>>;

/** Values travel as text, so that those of an owner are one list; all of their types come back from it unchanged. */
function owner(shared: Shared, properties: readonly Property[], rest: string): string {
  const list = (of: (property: Property) => string): string => `[${properties.map(of).join(', ')}]`;
  return select(
    [
      ...Object.entries(shared).map(([column, sql]) => (column === sql ? column : `${sql} as ${column}`)),
      `${list((p) => literal(p.key))} as prop_keys`,
      `${list((p) => literal(p.type))} as value_types`,
      `${list((p) => asText(p))} as prop_values`,
    ],
    rest,
  );
}

const asText = ({ type, column }: Property): string =>
  type === 'json' ? `to_json(${column})::varchar` : `${column}::varchar`;

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
