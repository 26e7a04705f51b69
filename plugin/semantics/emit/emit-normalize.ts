import { CANONICAL } from '../../ir/canonical';
import type { EmittedView } from '../../ir/emitted';
import type { NormalizeView } from '../../ir/semantic-ir';
import type { AnnotatedSchema } from '../../schema/annotated-schema';
import type { SemanticType } from '../../schema/semantic-type';
import { name, select } from '../sql';
import { type ByteSpan, byteSpan } from './byte-span';
import type { EmitContext } from './emit-context';
import { entityId } from './entity-id';

/** Columns of the output by name, as SQL over the source `s`. */
type Outputs = ReadonlyMap<string, string>;

/**
 * One statement per entity: canonical file identity and byte span, its own id, the ids it refers to, and every column
 * of the source. An id is null where a part of it is.
 */
export function emitNormalize(view: NormalizeView, context: EmitContext): EmittedView {
  const source = context.schemaOf(view.source);
  const span = view.span === null ? null : byteSpan(view.span, of(source, 'path') ?? CANONICAL.path, context.lineIndex);
  const place = placeOf(source, span);
  const path = place.get(CANONICAL.path) ?? 'null::varchar';
  const sqlOf = (column: string): string => place.get(column) ?? `s.${name(column)}`;
  const id =
    view.identity.length === 0 ? sqlOf(CANONICAL.fileId) : entityId(view.namespace, path, view.identity.map(sqlOf));
  const keys = view.foreignKeys.map(
    (key) =>
      [
        key.column,
        entityId(
          context.entity(key.entity).namespace,
          path,
          key.by.map((c) => `s.${name(c)}`),
        ),
      ] as const,
  );
  const made = new Map([...place, [view.id, id] as const, [CANONICAL.id, id] as const, ...keys]);
  const outputs = new Map([...made, ...restOf(view, source, span, made)]);
  return {
    kind: view.kind,
    name: view.name,
    description: view.description,
    at: view.at,
    sql: select(
      [...outputs].map(([column, sql]) => (sql === `s.${name(column)}` ? sql : `${sql} as ${name(column)}`)),
      [`from ${rowsOf(view)} s`, ...(span?.joins ?? [])].join('\n'),
    ),
    semantic: semanticTypes(view),
    inferred: {},
  };
}

const of = (source: AnnotatedSchema, type: SemanticType): string | undefined => source.first(type)?.name;

/** File identity, language and byte span under their canonical names. */
function placeOf(source: AnnotatedSchema, span: ByteSpan | null): Outputs {
  const column = (canonical: string, type: SemanticType): (readonly [string, string])[] => {
    const found = of(source, type);
    return found === undefined ? [] : [[canonical, `s.${name(found)}`]];
  };
  return new Map([
    ...column(CANONICAL.fileId, 'file_id'),
    ...column(CANONICAL.path, 'path'),
    ...column(CANONICAL.language, 'language'),
    ...(span === null
      ? []
      : ([
          [CANONICAL.start, span.start],
          [CANONICAL.end, span.end],
        ] as const)),
  ]);
}

/** Every other column of the source under its own name; what was turned into the canonical columns is left out. */
function restOf(view: NormalizeView, source: AnnotatedSchema, span: ByteSpan | null, made: Outputs): Outputs {
  const used = new Set([
    ...(['file_id', 'path', 'language'] as const).map((type) => of(source, type)),
    ...(span?.used ?? []),
  ]);
  const own = source.columns.map((c) => c.name).filter((column) => !used.has(column) && !made.has(column));
  const index = view.nested === null ? [] : [view.nested.index];
  return new Map([...own, ...index].map((column) => [column, `s.${name(column)}`]));
}

/** The rows of the source; of a nested column those of its elements, side by side with their numbers. */
function rowsOf({ source, nested }: NormalizeView): string {
  if (nested === null) return name(source);
  const list = name(nested.list);
  const elements = `unnest(${list}) as ${list}, unnest(range(len(${list}))) as ${name(nested.index)}`;
  return `(select * exclude (${list}), ${elements} from ${name(source)})`;
}

function semanticTypes(view: NormalizeView): Record<string, SemanticType> {
  const types: Record<string, SemanticType> = { [CANONICAL.id]: 'entity_id' };
  if (view.id !== CANONICAL.fileId) types[view.id] = 'entity_id';
  for (const key of view.foreignKeys) types[key.column] = 'foreign_id';
  if (view.span !== null) Object.assign(types, { [CANONICAL.start]: 'span_start', [CANONICAL.end]: 'span_end' });
  return types;
}
