/** Arrow schemas, generated from the columns of a dataset; nowhere is one written by hand. */
import {
  Bool,
  type DataType,
  Dictionary,
  Field,
  FixedSizeBinary,
  Int32,
  Int64,
  List,
  Schema,
  Utf8,
} from 'apache-arrow';
import { InvariantViolation } from '../core/invariant';
import type { Column, ColumnType } from './column';

/** Bytes of a UUID, big-endian. */
export const UUID_BYTES = 16;

/** Evidence repeats itself: words and ids are places in a dictionary, whose number within the schema is `id`. */
const coded = (type: DataType, id: number): DataType => new Dictionary(type, new Int32(), id);

const ARROW_TYPES: Readonly<Record<ColumnType, (id: number) => DataType>> = {
  VARCHAR: (id) => coded(new Utf8(), id),
  BIGINT: () => new Int64(),
  INTEGER: () => new Int32(),
  BOOLEAN: () => new Bool(),
  UUID: (id) => coded(new FixedSizeBinary(UUID_BYTES), id),
  'VARCHAR[]': (id) => new List(new Field('item', coded(new Utf8(), id), true)),
};

const isColumnType = (type: string): type is ColumnType => Object.hasOwn(ARROW_TYPES, type);

/** The evidence type that a column's DuckDB type names. Evidence has no others; a view's column may. */
export function evidenceType(column: Pick<Column, 'name' | 'type'>): ColumnType {
  if (isColumnType(column.type)) return column.type;
  throw new InvariantViolation(`column '${column.name}' has type ${column.type}, which evidence cannot have`);
}

/**
 * The Arrow schema of `columns`, names, order and nullability included. BIGINT is Int64; VARCHAR and UUID, which is
 * FixedSizeBinary(16), are dictionaries with places of type Int32.
 */
export function arrowSchema(columns: readonly Column[]): Schema {
  return new Schema(columns.map((c, i) => new Field(c.name, ARROW_TYPES[evidenceType(c)](i), c.nullable)));
}
