/** Entity declaration + extractor metadata -> normalize view: identity, span and references that the metadata implies. */
import { type Diagnostic, diagnostic, type Place } from '../core/diagnostic';
import { nearest } from '../core/nearest';
import type { Declarations, Located } from '../declaration/declarations';
import { type EntityDeclaration, idOf, viewOf } from '../declaration/entity';
import type { ExtractorDeclaration } from '../declaration/extractor';
import { CANONICAL } from '../ir/canonical';
import type { IrForeignKey, NormalizeView, SourceSpan, SpanColumns } from '../ir/semantic-ir';
import { type Column, columnList } from '../schema/column';
import { OWN_SPAN } from '../schema/columns';
import { boundOf, byteSpan } from '../schema/spans';

/** An evidence dataset and the extractor that fills it. */
export interface Source {
  readonly extractor: ExtractorDeclaration;
  readonly columns: readonly Column[];
}

/** The evidence datasets of all extractors by name. A second one of a name is a mistake, and changes nothing for others. */
export function sourcesOf({ extractors }: Declarations): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  for (const { value } of extractors) {
    for (const [name, { columns }] of Object.entries(value.datasets)) {
      if (!sources.has(name)) sources.set(name, { extractor: value, columns: columnList(columns) });
    }
  }
  return sources;
}

/** The normalize view of an entity over its source. */
export function normalizeView({ value, at }: Located<EntityDeclaration>, source: Source): NormalizeView {
  const { parser, name } = source.extractor;
  const span = spanOf(value, source.columns);
  const nested = value.nested === undefined ? null : { list: value.nested, index: `${value.nested}_index` };
  return {
    kind: 'normalize',
    name: viewOf(value),
    description: `Rows of ${value.source} with their ids.`,
    at,
    entity: value.name,
    namespace: value.namespace ?? value.name,
    source: value.source,
    origin: typeof parser === 'string' ? parser : name,
    id: idOf(value),
    span,
    identity: value.identity ?? impliedIdentity(span, nested),
    spans: { ...otherSpans(source.columns), ...(span === null ? {} : { [OWN_SPAN]: OWN_COLUMNS }) },
    nested,
    foreignKeys: [...(value.foreignKeys ?? []), ...impliedKeys(source.columns)],
  };
}

/** A place in the file; of elements of a list also the place in that. */
const impliedIdentity = (span: SourceSpan | null, nested: NormalizeView['nested']): readonly string[] => [
  ...(span === null ? [] : [CANONICAL.start, CANONICAL.end]),
  ...(nested === null ? [] : [nested.index]),
];

const OWN_COLUMNS: SpanColumns = { start: CANONICAL.start, end: CANONICAL.end };

/** The declared location, else the bytes, else the lines that the metadata calls the row's own. */
function spanOf({ location, spanUnit }: EntityDeclaration, columns: readonly Column[]): SourceSpan | null {
  if (location !== undefined) return { unit: 'byte', ...location };
  const bytes = byteSpan(columns, OWN_SPAN);
  if (bytes !== undefined && spanUnit !== 'line_column') return { unit: 'byte', ...bytes };
  const startLine = boundOf(columns, 'line', 'start', OWN_SPAN);
  if (startLine === undefined || spanUnit === 'byte') return null;
  return {
    unit: 'line_column',
    startLine,
    startColumn: boundOf(columns, 'column', 'start', OWN_SPAN) ?? null,
    endLine: boundOf(columns, 'line', 'end', OWN_SPAN) ?? null,
    endColumn: boundOf(columns, 'column', 'end', OWN_SPAN) ?? null,
    columnUnit: columns.find((c) => c.semantic === 'column_unit')?.name ?? null,
  };
}

function otherSpans(columns: readonly Column[]): Record<string, SpanColumns> {
  const names = new Set(columns.flatMap((c) => (c.span === undefined || c.span === OWN_SPAN ? [] : [c.span])));
  return Object.fromEntries(
    [...names].flatMap((span) => {
      const bytes = byteSpan(columns, span);
      return bytes === undefined ? [] : [[span, bytes] as const];
    }),
  );
}

/** One key for each name under which columns refer to another entity. */
function impliedKeys(columns: readonly Column[]): IrForeignKey[] {
  const keys = new Map<string, { entity: string; by: string[] }>();
  for (const { name, refers } of columns) {
    if (refers === undefined) continue;
    const key = keys.get(refers.as) ?? { entity: refers.entity, by: [] };
    key.by.push(name);
    keys.set(refers.as, key);
  }
  return [...keys].map(([column, key]) => ({ column, ...key }));
}

/** What is wrong with an entity: an unknown source, columns that are not there, references that do not fit. */
export function entityProblems(
  { value, at }: Located<EntityDeclaration>,
  sources: ReadonlyMap<string, Source>,
  entities: ReadonlyMap<string, NormalizeView>,
): Diagnostic[] {
  const source = sources.get(value.source);
  if (source === undefined) {
    const near = nearest(value.source, sources.keys());
    return [diagnostic('CPG_UNKNOWN_DATASET', { name: value.source, near }, { ...at, path: 'source' })];
  }
  const view = normalizeView({ value, at, builtIn: false }, source);
  const known = new Set(source.columns.map((c) => c.name));
  const made = new Set([
    view.id,
    ...view.foreignKeys.map((k) => k.column),
    ...Object.values(CANONICAL),
    ...(view.nested === null ? [] : [view.nested.index]),
  ]);
  const unknown = (column: string | undefined, path: string, also: ReadonlySet<string>): Diagnostic[] =>
    column === undefined || known.has(column) || also.has(column)
      ? []
      : [
          diagnostic(
            'CPG_UNKNOWN_COLUMN',
            { dataset: value.source, column, near: nearest(column, known) },
            { ...at, path },
          ),
        ];
  const none: ReadonlySet<string> = new Set();
  return [
    ...(source.columns.some((c) => c.semantic === 'path')
      ? []
      : [diagnostic('CPG_NO_FILE_IDENTITY', { dataset: value.source }, { ...at, path: 'source' })]),
    ...(value.spanUnit !== undefined && view.span === null
      ? [diagnostic('CPG_NO_SPAN', { dataset: value.source, unit: value.spanUnit }, { ...at, path: 'spanUnit' })]
      : []),
    ...unknown(value.location?.start, 'location.start', none),
    ...unknown(value.location?.end, 'location.end', none),
    ...unknown(value.nested, 'nested', none),
    ...notAList(value, at, source.columns),
    ...(value.identity ?? []).flatMap((c, i) => unknown(c, `identity.${i}`, made)),
    ...(value.content ?? []).flatMap((c, i) => unknown(c, `content.${i}`, made)),
    ...Object.entries(value.node?.properties ?? {}).flatMap(([key, c]) => unknown(c, `node.properties.${key}`, made)),
    ...(value.foreignKeys ?? []).flatMap((k, i) => k.by.flatMap((c) => unknown(c, `foreignKeys.${i}.by`, none))),
    ...view.foreignKeys.flatMap((key) => keyProblems(key, at, entities)),
  ];
}

function notAList({ source, nested }: EntityDeclaration, at: Place, columns: readonly Column[]): Diagnostic[] {
  const column = columns.find(({ name }) => name === nested);
  if (column === undefined || column.type.endsWith('[]')) return [];
  return [
    diagnostic(
      'CPG_NOT_A_LIST',
      { dataset: source, column: column.name, type: column.type },
      { ...at, path: 'nested' },
    ),
  ];
}

function keyProblems(
  { column, entity, by }: IrForeignKey,
  at: Place,
  entities: ReadonlyMap<string, NormalizeView>,
): Diagnostic[] {
  const target = entities.get(entity);
  if (target === undefined) {
    return [
      diagnostic(
        'CPG_UNKNOWN_ENTITY',
        { name: entity, near: nearest(entity, entities.keys()) },
        { ...at, path: column },
      ),
    ];
  }
  const { identity } = target;
  return identity.length === by.length
    ? []
    : [diagnostic('CPG_KEY_MISMATCH', { column, entity, by, identity }, { ...at, path: column })];
}
