import type { EmittedView } from '../../ir/emitted';
import type { NormalizeView } from '../../ir/semantic-ir';
import type { SemanticType } from '../../schema/semantic-type';
import { literal, name, select } from '../sql';
import type { EmitContext } from './emit-context';

/**
 * One statement per entity: its own id, the ids it refers to, its canonical span, and every column of the source.
 * An id is null where a part of it is.
 */
export function emitNormalize(view: NormalizeView, context: EmitContext): EmittedView {
  const source = context.schemaOf(view.source);
  const path = source.first('path')?.name ?? 'path';
  const identity = source.inGroup('file_identity').map((c) => c.name);
  const span: readonly (readonly [string, string])[] =
    view.location === null
      ? []
      : [
          ['bstart', view.location.start],
          ['bend', view.location.end],
        ];
  const id = view.location === null ? name(fileIdOf(view, context)) : spanId(view.entity, path, view.location);
  const keys = view.foreignKeys.map((key) => {
    const value = spanId(key.entity, path, key);
    return {
      column: key.column,
      sql: key.nullIf === null ? value : `case when ${name(key.nullIf)} is not null then ${value} end`,
    };
  });
  const made = new Set(['entity_id', view.id, ...span.map(([out]) => out), ...keys.map((k) => k.column), ...identity]);
  const rest = source.columns.map((c) => c.name).filter((column) => !made.has(column));
  const outputs = [
    ...identity.map(name),
    ...span.map(([out, column]) => (out === column ? name(out) : `${name(column)} as ${name(out)}`)),
    // The id of a file is one of its own columns already.
    ...(identity.includes(view.id) ? [] : [`${id} as ${name(view.id)}`]),
    `${id} as entity_id`,
    ...keys.map((key) => `${key.sql} as ${name(key.column)}`),
    ...rest.map(name),
  ];
  return {
    kind: view.kind,
    name: view.name,
    description: view.description,
    at: view.at,
    sql: select(outputs, `from ${name(view.source)}`),
    semantic: semanticTypes(view, identity),
    inferred: {},
  };
}

const spanId = (namespace: string, path: string, span: { readonly start: string; readonly end: string }): string =>
  `cpg_id(${literal(namespace)}, ${name(path)}, ${name(span.start)}, ${name(span.end)})`;

const fileIdOf = (view: NormalizeView, context: EmitContext): string =>
  context.schemaOf(view.source).first('file_id')?.name ?? view.id;

function semanticTypes(view: NormalizeView, identity: readonly string[]): Record<string, SemanticType> {
  const types: Record<string, SemanticType> = { entity_id: 'entity_id' };
  if (!identity.includes(view.id)) types[view.id] = 'entity_id';
  for (const key of view.foreignKeys) types[key.column] = 'foreign_id';
  if (view.location !== null) Object.assign(types, { bstart: 'span_start', bend: 'span_end' });
  return types;
}
