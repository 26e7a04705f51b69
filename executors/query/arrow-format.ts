/** Query results as an Arrow IPC stream, one record batch per batch of the engine. */
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DuckDBArrayType,
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBListType,
  DuckDBListValue,
  type DuckDBResult,
  DuckDBStructType,
  DuckDBStructValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';
import {
  Binary,
  Bool,
  type DataType,
  Field,
  FixedSizeBinary,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  List,
  makeBuilder,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
} from 'apache-arrow';
import { plainText } from './value-text';

/** How one type travels: its Arrow type, and what a builder of that type takes for a value. */
interface Conversion {
  readonly type: DataType;
  readonly metadata?: Map<string, string>;
  readonly convert: (value: DuckDBValue) => unknown;
}

const UUID_METADATA: readonly (readonly [string, string])[] = [
  ['ARROW:extension:name', 'arrow.uuid'],
  ['ARROW:extension:metadata', ''],
];

const asIs = (value: DuckDBValue): unknown => value;

const SCALARS: ReadonlyMap<DuckDBTypeId, () => DataType> = new Map<DuckDBTypeId, () => DataType>([
  [DuckDBTypeId.BOOLEAN, () => new Bool()],
  [DuckDBTypeId.TINYINT, () => new Int8()],
  [DuckDBTypeId.SMALLINT, () => new Int16()],
  [DuckDBTypeId.INTEGER, () => new Int32()],
  [DuckDBTypeId.BIGINT, () => new Int64()],
  [DuckDBTypeId.UTINYINT, () => new Uint8()],
  [DuckDBTypeId.USMALLINT, () => new Uint16()],
  [DuckDBTypeId.UINTEGER, () => new Uint32()],
  [DuckDBTypeId.UBIGINT, () => new Uint64()],
  [DuckDBTypeId.FLOAT, () => new Float32()],
  [DuckDBTypeId.DOUBLE, () => new Float64()],
]);

/** UUIDs are 16 bytes of the extension type `arrow.uuid`; types without an exact counterpart here are their text. */
function conversionOf(type: DuckDBType): Conversion {
  const scalar = SCALARS.get(type.typeId);
  if (scalar !== undefined) return { type: scalar(), convert: asIs };
  if (type.typeId === DuckDBTypeId.UUID) {
    const bytes = (value: DuckDBValue) => Buffer.from(String(value).replaceAll('-', ''), 'hex');
    return { type: new FixedSizeBinary(16), metadata: new Map(UUID_METADATA), convert: bytes };
  }
  if (type.typeId === DuckDBTypeId.BLOB) {
    return { type: new Binary(), convert: (value) => (value instanceof DuckDBBlobValue ? value.bytes : null) };
  }
  if (type instanceof DuckDBListType || type instanceof DuckDBArrayType) return listConversion(type.valueType);
  if (type instanceof DuckDBStructType) return structConversion(type);
  return { type: new Utf8(), convert: plainText };
}

function listConversion(valueType: DuckDBType): Conversion {
  const item = conversionOf(valueType);
  const isList = (value: DuckDBValue) => value instanceof DuckDBListValue || value instanceof DuckDBArrayValue;
  return {
    type: new List(fieldOf('item', item)),
    convert: (value) => (isList(value) ? value.items.map((v) => converted(item, v)) : null),
  };
}

function structConversion(type: DuckDBStructType): Conversion {
  const members = type.entryNames.map((name, i) => ({ name, ...conversionOf(entryType(type, i)) }));
  return {
    type: new Struct(members.map((member) => fieldOf(member.name, member))),
    convert: (value) =>
      value instanceof DuckDBStructValue
        ? Object.fromEntries(members.map((m) => [m.name, converted(m, value.entries[m.name] ?? null)]))
        : null,
  };
}

function entryType(type: DuckDBStructType, index: number): DuckDBType {
  const entry = type.entryTypes[index];
  if (entry === undefined) throw new Error(`the engine describes ${type} without the type of member ${index}`);
  return entry;
}

const converted = ({ convert }: Conversion, value: DuckDBValue): unknown => (value === null ? null : convert(value));

const fieldOf = (name: string, { type, metadata }: Conversion): Field => new Field(name, type, true, metadata);

/** Writes all rows of `result`; an empty result is a stream with one empty batch, which still has the schema. */
export async function writeArrow(result: DuckDBResult, output: Writable): Promise<void> {
  const columns = result.columnTypes().map(conversionOf);
  const names = result.columnNames();
  const schema = new Schema(columns.map((column, i) => fieldOf(names[i] ?? '', column)));
  const batches = Readable.from(batchesOf(result, schema, columns));
  await pipeline(batches, RecordBatchStreamWriter.throughNode(), output, { end: false });
}

async function* batchesOf(result: DuckDBResult, schema: Schema, columns: readonly Conversion[]) {
  let batches = 0;
  for await (const rows of result.yieldRows()) {
    if (rows.length === 0) continue;
    batches += 1;
    yield batchOf(rows, schema, columns);
  }
  if (batches === 0) yield batchOf([], schema, columns);
}

function batchOf(
  rows: readonly (readonly DuckDBValue[])[],
  schema: Schema,
  columns: readonly Conversion[],
): RecordBatch {
  const children = columns.map((column, i) => {
    const builder = makeBuilder({ type: column.type, nullValues: [null] });
    for (const row of rows) builder.append(converted(column, row[i] ?? null));
    return builder.finish().flush();
  });
  const type = new Struct(schema.fields);
  return new RecordBatch(schema, makeData({ type, length: rows.length, nullCount: 0, children }));
}
