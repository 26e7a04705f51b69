/** Column constructors for extractor metadata: the only place a column's type and meaning are declared. */
import type { ColumnType, FileColumn, Meaning, TypedColumn } from './column';

const make =
  <T extends ColumnType>(type: T, meaning: Meaning = {}) =>
  (): TypedColumn<T, false> => ({ type, nullable: false, ...meaning });

/** A column that says which file a row is from; it is filled for the extractor. */
const ofFile =
  <T extends ColumnType, S extends FileColumn>(type: T, semantic: S) =>
  (): TypedColumn<T, false> & { readonly semantic: S } => ({ type, nullable: false, semantic });

export const text = make('VARCHAR');
export const flag = make('BOOLEAN');
export const int = make('INTEGER');
export const bigint = make('BIGINT');
export const texts = make('VARCHAR[]');

export const fileId = ofFile('UUID', 'file_id');
export const path = ofFile('VARCHAR', 'path');
export const language = ofFile('VARCHAR', 'language');
/** The Nx project that the file of the row belongs to, and its folder relative to the workspace root, empty for that. */
export const project = ofFile('VARCHAR', 'project');
export const projectRoot = ofFile('VARCHAR', 'project_root');
export const qname = make('VARCHAR', { semantic: 'qname' });
export const symbol = make('VARCHAR', { semantic: 'symbol' });
/** Bits: 1 definition, 2 import, 4 write, 8 read, 16 generated, 32 test, 64 forward definition. */
export const symbolRoles = make('INTEGER', { semantic: 'symbol_roles' });

/** Where the row itself is; a row with other spans as well names those (`spanStart('name')`). */
export const OWN_SPAN = 'own';

const position =
  <T extends ColumnType>(type: T, semantic: 'span_start' | 'span_end' | 'line' | 'column', bound: 'start' | 'end') =>
  (span: string = OWN_SPAN): TypedColumn<T, false> => ({ type, nullable: false, semantic, span, bound });

/** The number of a row in its file, which no other row of the dataset has; that of another row has the name of its role. */
export const ordinal = (of: string = OWN_SPAN): TypedColumn<'INTEGER', false> => ({
  type: 'INTEGER',
  nullable: false,
  semantic: 'ordinal',
  span: of,
});

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
export const nullable = <C extends TypedColumn<ColumnType, false>>(
  column: C,
): Omit<C, 'nullable'> & { readonly nullable: true } => ({ ...column, nullable: true });

/** The same column, called `name` in the dataset; the extractor's code fills it as before. */
export const storedAs = <C extends TypedColumn>(name: string, column: C): C => ({ ...column, storedAs: name });
