import type { InferredSide } from '../ir/inferred';
import type { NormalizeView, RelateSide } from '../ir/semantic-ir';
import type { AnnotatedSchema } from '../schema/annotated-schema';
import { OWN_SPAN } from '../schema/columns';

/** What a view can be joined on, by the roles of its columns. */
export interface JoinCapabilities {
  readonly entity: string | null;
  readonly path: string | null;
  readonly fileId: string | null;
  readonly entityId: string | null;
  readonly spans: InferredSide['spans'];
  readonly foreignKeys: readonly { readonly column: string; readonly entity: string }[];
  readonly symbols: readonly string[];
  readonly qnames: readonly string[];
  readonly symbolRoles: string | null;
  /** Whether it has one row per file. */
  readonly isFile: boolean;
  /** All of it, for diagnostics: one line per role. */
  readonly text: string;
}

/** The capabilities of a view; `entity` is what it normalises, null for a view that somebody wrote. */
export function joinCapabilities(schema: AnnotatedSchema, entity: NormalizeView | null): JoinCapabilities {
  const names = (type: Parameters<AnnotatedSchema['withType']>[0]) => schema.withType(type).map((c) => c.name);
  const entityId = entity?.id ?? names('entity_id')[0] ?? null;
  const [start] = names('span_start');
  const [end] = names('span_end');
  const written = start === undefined || end === undefined ? {} : { [OWN_SPAN]: { start, end } };
  const spans = entity === null ? written : entity.spans;
  const foreignKeys = (entity?.foreignKeys ?? []).map(({ column, entity: target }) => ({ column, entity: target }));
  const [symbols, qnames] = [names('symbol'), names('qname')];
  const role = (name: string, columns: readonly string[]) =>
    columns.length > 0 ? [`${name} ${columns.join(', ')}`] : [];
  return {
    entity: entity?.entity ?? null,
    path: names('path')[0] ?? null,
    fileId: names('file_id')[0] ?? null,
    entityId,
    spans,
    foreignKeys,
    symbols,
    qnames,
    symbolRoles: names('symbol_roles')[0] ?? null,
    isFile: entity !== null && entity.identity.length === 0,
    text: [
      schema.dataset,
      ...role(
        'file',
        schema.inGroup('file_identity').map((c) => c.name),
      ),
      ...role('id', entityId === null ? [] : [entityId]),
      ...Object.entries(spans).flatMap(([name, span]) => role(`span '${name}'`, [span.start, span.end])),
      ...role(
        'foreign keys',
        foreignKeys.map((k) => `${k.column} -> ${k.entity}`),
      ),
      ...role('symbols', [...symbols, ...qnames]),
    ].join('; '),
  };
}

/** The side as the emitter needs it; null without a file or an id, which every relationship needs. */
export function inferredSide(side: RelateSide, has: JoinCapabilities): InferredSide | null {
  if (has.path === null || has.entityId === null) return null;
  const own = has.spans[OWN_SPAN];
  return {
    ...side,
    path: has.path,
    fileId: has.fileId,
    id: has.entityId,
    spans: has.spans,
    symbol: has.symbols[0] ?? null,
    symbolRoles: has.symbolRoles,
    tieBreak: [...(own === undefined ? [] : [own.start, own.end]), ...has.symbols, has.entityId],
  };
}
