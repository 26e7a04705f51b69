/** What the metadata of a dataset says of an entity over it, so that nobody has to. */
import type { SpanUnit } from '../../plugin/declaration/entity';
import { type Column, fileColumn } from '../../plugin/schema/column';
import { OWN_SPAN } from '../../plugin/schema/columns';
import { laneOf } from '../../plugin/schema/semantic-type';
import { boundOf, byteSpan } from '../../plugin/schema/spans';
import type { Candidate } from '../declaring/choose';

/** The unit of the rows' own positions: bytes before lines; undefined when they have none. */
export function impliedUnit(columns: readonly Column[]): SpanUnit | undefined {
  if (byteSpan(columns, OWN_SPAN) !== undefined) return 'byte';
  return boundOf(columns, 'line', 'start', OWN_SPAN) === undefined ? undefined : 'line_column';
}

/** Whether columns that somebody names are those of the rows' own span anyway. */
export function isOwnSpan(columns: readonly Column[], { start, end }: { start: string; end: string }): boolean {
  const own = byteSpan(columns, OWN_SPAN);
  return own?.start === start && own.end === end;
}

/** Whether a column says where a row is or which other row it belongs to, instead of what it is. */
const isPlace = (column: Column): boolean =>
  column.span !== undefined ||
  column.refers !== undefined ||
  fileColumn(column) !== undefined ||
  column.semantic === 'column_unit';

/** The columns that say what a row is. */
export const contentOf = (columns: readonly Column[]): readonly string[] =>
  columns.filter((column) => laneOf(column.semantic) === 'content' && !isPlace(column)).map(({ name }) => name);

/** Columns that may tell the rows of a file apart. */
export const identityCandidates = (columns: readonly Column[]): readonly Candidate[] =>
  columns
    .filter(({ semantic, nullable }) => !nullable && (semantic === 'path' || fileColumn({ semantic }) === undefined))
    .map(({ name, semantic }) => ({ value: name, ...(semantic === undefined ? {} : { hint: semantic }) }));
