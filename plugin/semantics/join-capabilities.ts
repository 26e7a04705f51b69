import type { NormalizeView } from '../ir/semantic-ir';
import type { AnnotatedSchema } from '../schema/annotated-schema';
import { OWN_SPAN } from '../schema/columns';

/** What a view can be joined on, by the roles of its columns. */
export interface JoinCapabilities {
  readonly entity: string;
  readonly path: string | null;
  readonly entityId: string | null;
  readonly span: { readonly start: string; readonly end: string } | null;
  readonly foreignKeys: readonly { readonly column: string; readonly entity: string }[];
  readonly symbols: readonly string[];
  /** Columns of file identity and span, to be passed on. */
  readonly place: readonly string[];
  /** All of it in one line, for diagnostics. */
  readonly text: string;
}

/** The capabilities of the view `schema` of an entity. */
export function joinCapabilities(schema: AnnotatedSchema, entity: NormalizeView): JoinCapabilities {
  const path = schema.first('path')?.name ?? null;
  const entityId = schema.column(entity.id)?.name ?? null;
  const span = entity.spans[OWN_SPAN] ?? null;
  const foreignKeys = entity.foreignKeys.map(({ column, entity: target }) => ({ column, entity: target }));
  const symbols = schema.inGroup('symbol_identity').map((c) => c.name);
  const files = schema.inGroup('file_identity').map((c) => c.name);
  const role = (name: string, columns: readonly string[]) =>
    columns.length > 0 ? [`${name} ${columns.join(', ')}`] : [];
  return {
    entity: entity.entity,
    path,
    entityId,
    span,
    foreignKeys,
    symbols,
    place: [...files, ...(span ? [span.start, span.end] : [])],
    text: [
      schema.dataset,
      ...role('file', files),
      ...role('id', entityId === null ? [] : [entityId]),
      ...role('span', span ? [span.start, span.end] : []),
      ...role(
        'foreign keys',
        foreignKeys.map((k) => `${k.column} -> ${k.entity}`),
      ),
      ...role('symbols', symbols),
    ].join('; '),
  };
}
