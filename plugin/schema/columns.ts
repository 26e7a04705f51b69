/** Column constructors for extractor metadata: the only place a column's type and meaning are declared. */
import type { ColumnType, Meaning, TypedColumn } from './column';

const make =
  <T extends ColumnType>(type: T, meaning: Meaning = {}) =>
  (): TypedColumn<T, false> => ({ type, nullable: false, ...meaning });

export const text = make('VARCHAR');
export const flag = make('BOOLEAN');
export const int = make('INTEGER');
export const bigint = make('BIGINT');
export const texts = make('VARCHAR[]');

export const fileId = make('UUID', { semantic: 'file_id' });
export const path = make('VARCHAR', { semantic: 'path' });
/** The Nx project that the file of the row belongs to. */
export const project = make('VARCHAR', { semantic: 'project' });
export const language = make('VARCHAR', { semantic: 'language' });
export const qname = make('VARCHAR', { semantic: 'qname' });
export const symbol = make('VARCHAR', { semantic: 'symbol' });
/** Bits: 1 definition, 2 import, 4 write, 8 read, 16 generated, 32 test, 64 forward definition. */
export const symbolRoles = make('INTEGER', { semantic: 'symbol_roles' });

/** Where the row itself is; a row with other spans as well names those (`spanStart('name')`). */
export const OWN_SPAN = 'own';

const position =
  <T extends ColumnType>(type: T, semantic: 'span_start' | 'span_end' | 'line' | 'column', bound: 'start' | 'end') =>
  (span: string = OWN_SPAN): TypedColumn<T, false> => ({ type, nullable: false, semantic, span, bound });

/** Half-open byte offsets. */
export const spanStart = position('BIGINT', 'span_start', 'start');
export const spanEnd = position('BIGINT', 'span_end', 'end');
/** Zero-based lines, and zero-based columns in the unit that a `columnUnit` of the dataset says. */
export const line = position('INTEGER', 'line', 'start');
export const lineColumn = position('INTEGER', 'column', 'start');
export const endLine = position('INTEGER', 'line', 'end');
export const endColumn = position('INTEGER', 'column', 'end');
/** What the columns of a dataset's positions count: utf8, utf16 or utf32 units. */
export const columnUnit = make('VARCHAR', { semantic: 'column_unit' });

/** A line of a file, without its line break. */
export const lineText = make('VARCHAR', { semantic: 'line_text' });

/** The same column as a part of what identifies a row of `entity`; the id of that row is called `as`. */
export const refersTo = <T extends ColumnType, N extends boolean>(
  column: TypedColumn<T, N>,
  as: string,
  entity: string,
): TypedColumn<T, N> => ({ ...column, refers: { as, entity } });

/** Where a row of `entity` begins and ends, to which the row refers under the name `as`. */
export const startOf = (as: string, entity: string) => refersTo(spanStart(as), as, entity);
export const endOf = (as: string, entity: string) => refersTo(spanEnd(as), as, entity);

/** The same column, allowing NULL. */
export const nullable = <T extends ColumnType>(column: TypedColumn<T, false>): TypedColumn<T, true> => ({
  ...column,
  nullable: true,
});
