/** Column constructors for extractor metadata: the only place a column's type and meaning are declared. */
import type { ColumnType, TypedColumn } from './column';
import type { SemanticType } from './semantic-type';

const make =
  <T extends ColumnType>(type: T, semantic?: SemanticType) =>
  (): TypedColumn<T, false> => ({ type, nullable: false, ...(semantic ? { semantic } : {}) });

export const text = make('VARCHAR');
export const flag = make('BOOLEAN');
export const int = make('INTEGER');
export const bigint = make('BIGINT');
export const texts = make('VARCHAR[]');

export const fileId = make('UUID', 'file_id');
export const path = make('VARCHAR', 'path');
export const spanStart = make('BIGINT', 'span_start');
export const spanEnd = make('BIGINT', 'span_end');
export const line = make('INTEGER', 'line');
export const lineColumn = make('INTEGER', 'column');
export const qname = make('VARCHAR', 'qname');
export const symbol = make('VARCHAR', 'symbol');

/** The same column, allowing NULL. */
export const nullable = <T extends ColumnType>(column: TypedColumn<T, false>): TypedColumn<T, true> => ({
  ...column,
  nullable: true,
});
