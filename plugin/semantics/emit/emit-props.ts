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
  return [
    ...view.members.filter((m) => Object.keys(m.properties).length > 0).map((m) => nodeProperties(m, context)),
    ...view.edges.members
      .filter((m) => m.properties.length > 0)
      .map((m) => edgeProperties(view.edges.view, m, context)),
  ].join('\nunion all\n');
}

function nodeProperties(member: NodeMember, context: EmitContext): string {
  const schema = context.schemaOf(member.view);
  const located = schema.column('bstart') !== undefined;
  const properties = Object.entries(member.properties).map(([key, column]) => ({
    key,
    column: name(column),
    type: typeOf(key, column, member.view, context),
  }));
  const owner: Owner = {
    entityKind: 'node',
    id: nodeId(member),
    nodeKind: literal(member.nodeKind),
    task: member.view,
    priority: member.priority,
    file: name(schema.first('file_id')?.name ?? 'file_id'),
    path: name(schema.first('path')?.name ?? 'path'),
    start: located ? 'bstart' : 'null::bigint',
    end: located ? 'bend' : 'null::bigint',
  };
  return branches(owner, properties, `from ${name(member.view)}`);
}

function edgeProperties(edges: string, member: EdgeMember, context: EmitContext): string {
  const owner: Owner = {
    entityKind: 'edge',
    id: 'edge_id',
    nodeKind: 'null::varchar',
    task: member.view,
    priority: 100,
    file: 'file_id',
    path: 'path',
    start: 'bstart',
    end: 'bend',
  };
  const properties = member.properties.map((key) => ({ key, column: key, type: typeOf(key, key, edges, context) }));
  return branches(owner, properties, `from ${name(edges)}\nwhere task_name = ${literal(member.view)}`);
}

/** SQL of what all properties of one owner share. */
interface Owner {
  readonly entityKind: 'node' | 'edge';
  readonly id: string;
  readonly nodeKind: string;
  readonly task: string;
  readonly priority: number;
  readonly file: string;
  readonly path: string;
  readonly start: string;
  readonly end: string;
}

interface Property {
  readonly key: string;
  readonly column: string;
  readonly type: PropertyType;
}

/** One branch per value type, so that the values of an owner are a list: its id is computed once for all of them. */
function branches(owner: Owner, properties: readonly Property[], rest: string): string {
  const types = (Object.keys(VALUE_COLUMNS) as PropertyType[]).filter((t) => properties.some((p) => p.type === t));
  return types
    .map((type) =>
      branch(
        owner,
        type,
        properties.filter((p) => p.type === type),
        rest,
      ),
    )
    .join('\nunion all\n');
}

function branch(owner: Owner, type: PropertyType, properties: readonly Property[], rest: string): string {
  const owned = select(
    [
      `${owner.id} as owner_id`,
      `${owner.file} as owner_file`,
      `${owner.path} as owner_path`,
      `${owner.start} as owner_start`,
      `${owner.end} as owner_end`,
      // Lists that are unnested side by side stay in step.
      `unnest([${properties.map((p) => literal(p.key)).join(', ')}]) as prop_key`,
      `unnest([${properties.map((p) => castTo(type, p.column)).join(', ')}]) as value`,
    ],
    rest,
  );
  const values = Object.entries(VALUE_COLUMNS).map(
    ([of, sql]) => `${of === type ? 'value' : `null::${sql}`} as value_${of}`,
  );
  return select(
    [
      `${literal(owner.entityKind)} as entity_kind`,
      'owner_id as entity_id',
      `${owner.nodeKind} as node_kind`,
      'prop_key',
      `${literal(type)} as value_type`,
      ...values,
      `${literal(owner.task)} as task_name`,
      `${owner.priority} as task_priority`,
      'owner_file as file_id',
      'owner_path as path',
      'owner_start as bstart',
      'owner_end as bend',
    ],
    `from (${owned.replaceAll('\n', '\n  ')})\nwhere value is not null`,
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
