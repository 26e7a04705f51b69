/** Arrow schemas, generated from the columns of a dataset; nowhere is one written by hand. */
import { Bool, type DataType, Field, FixedSizeBinary, Int32, Int64, List, Schema, Utf8 } from 'apache-arrow';
import { InvariantViolation } from '../core/invariant';
import type { Column, ColumnType } from './column';

/** Bytes of a UUID, big-endian. */
export const UUID_BYTES = 16;

const ARROW_TYPES: Readonly<Record<ColumnType, () => DataType>> = {
  VARCHAR: () => new Utf8(),
  BIGINT: () => new Int64(),
  INTEGER: () => new Int32(),
  BOOLEAN: () => new Bool(),
  UUID: () => new FixedSizeBinary(UUID_BYTES),
  'VARCHAR[]': () => new List(new Field('item', new Utf8(), true)),
};

const isColumnType = (type: string): type is ColumnType => Object.hasOwn(ARROW_TYPES, type);

/** The evidence type that a column's DuckDB type names. Evidence has no others; a view's column may. */
export function evidenceType(column: Pick<Column, 'name' | 'type'>): ColumnType {
  if (isColumnType(column.type)) return column.type;
  throw new InvariantViolation(`column '${column.name}' has type ${column.type}, which evidence cannot have`);
}

/** The Arrow type that stores values of a DuckDB type: UUID is FixedSizeBinary(16), BIGINT is Int64. */
export const arrowType = (type: ColumnType): DataType => ARROW_TYPES[type]();

/** The Arrow schema of `columns`, names, order and nullability included. */
export function arrowSchema(columns: readonly Column[]): Schema {
  return new Schema(columns.map((c) => new Field(c.name, arrowType(evidenceType(c)), c.nullable)));
}
