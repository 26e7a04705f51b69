/** Arrow record batches into a table of the engine, column by column, without a JavaScript value per cell. */
import {
  BIGINT,
  BOOLEAN,
  type DuckDBConnection,
  type DuckDBType,
  INTEGER,
  LIST,
  UUID,
  VARCHAR,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { Data, RecordBatch } from 'apache-arrow';
import { assertNever, invariant } from '../../plugin/core/invariant';
import { evidenceType } from '../../plugin/schema/arrow';
import type { Column, ColumnType } from '../../plugin/schema/column';
import { insertBatch } from './batch-scan';
import { type Entries, fillCoded, textEntries, uuidEntries } from './coded-vector';
import { quoted } from './sql-text';

const DUCKDB_TYPES: Readonly<Record<ColumnType, DuckDBType>> = {
  VARCHAR,
  BIGINT,
  INTEGER,
  BOOLEAN,
  UUID,
  'VARCHAR[]': LIST(VARCHAR),
};

type TableColumn = Pick<Column, 'name' | 'type' | 'nullable'>;

/**
 * Appends all rows of a batch with the columns of a table, in that order; NULLs, empty strings and NUL characters arrive
 * as they are. Many batches are cheaper in one transaction, which is the caller's to begin and commit: otherwise each is
 * one of its own.
 */
export type LoadBatch = (batch: RecordBatch) => Promise<void>;

/** Creates the native table `table` in an engine that knows batch scans; what it returns fills the table. */
export async function createTable(
  connection: DuckDBConnection,
  table: string,
  columns: readonly TableColumn[],
): Promise<LoadBatch> {
  const definitions = columns.map((c) => `${quoted(c.name)} ${evidenceType(c)}${c.nullable ? '' : ' NOT NULL'}`);
  await connection.run(`CREATE TABLE ${quoted(table)} (${definitions.join(', ')})`);
  const scanned = columns.map((column) => ({ name: column.name, type: DUCKDB_TYPES[evidenceType(column)] }));
  return async (batch) => {
    invariant(batch.data.children.length === columns.length, `a batch for '${table}' has other columns than the table`);
    const sources = columns.map((column, i) => {
      const data = batch.data.children[i];
      invariant(data !== undefined && data.offset === 0, `column '${column.name}' of '${table}' is not whole`);
      const type = evidenceType(column);
      return { type, data, entries: entriesOf(type, data) };
    });
    await insertBatch(connection, table, {
      columns: scanned,
      rows: batch.numRows,
      fill: ({ chunk }, from, count) => {
        for (const [i, source] of sources.entries()) fill(duckdb.data_chunk_get_vector(chunk, i), source, from, count);
      },
    });
  };
}

/** Creates a table for each of `datasets`, named by `tableOf`; what it returns fills that of a dataset. */
export async function createTables(
  connection: DuckDBConnection,
  datasets: Readonly<Record<string, readonly TableColumn[]>>,
  tableOf: (dataset: string) => string = (dataset) => dataset,
): Promise<(dataset: string, batch: RecordBatch) => Promise<void>> {
  const loads = new Map<string, LoadBatch>();
  for (const [dataset, columns] of Object.entries(datasets)) {
    loads.set(dataset, await createTable(connection, tableOf(dataset), columns));
  }
  return async (dataset, batch) => {
    const load = loads.get(dataset);
    invariant(load !== undefined, `there is no table for '${dataset}'`);
    await load(batch);
  };
}

/** A column of the batch; its dictionary, or that of its elements, is laid out for the engine once for all chunks. */
interface SourceColumn {
  readonly type: ColumnType;
  readonly data: Data;
  readonly entries: Entries | null;
}

function entriesOf(type: ColumnType, data: Data): Entries | null {
  switch (type) {
    case 'VARCHAR': {
      const words = dictionaryOf(data);
      return textEntries(words.valueOffsets, words.values);
    }
    case 'UUID':
      return uuidEntries(dictionaryOf(data).values);
    case 'VARCHAR[]':
      return entriesOf('VARCHAR', elementsOf(data));
    default:
      return null;
  }
}

function dictionaryOf(data: Data): Data {
  const [dictionary] = data.dictionary?.data ?? [];
  invariant(dictionary !== undefined, 'a column of words has no dictionary');
  return dictionary;
}

function elementsOf(data: Data): Data {
  const [elements] = data.children;
  invariant(elements !== undefined, 'a list column has no elements');
  return elements;
}

/** Rows `from` to `from + count` of a column into a vector of the same type. */
function fill(vector: duckdb.Vector, { type, data, entries }: SourceColumn, from: number, count: number): void {
  fillValidity(vector, data, from, count);
  switch (type) {
    case 'BIGINT':
    case 'INTEGER':
      copy(vector, data.values.subarray(from, from + count));
      break;
    case 'BOOLEAN':
      copy(vector, booleanValues(data.values, from, count));
      break;
    case 'VARCHAR':
    case 'UUID':
      if (entries) fillCoded(vector, entries, data.values, from, count);
      break;
    case 'VARCHAR[]':
      if (entries) fillLists(vector, data, entries, from, count);
      break;
    default:
      assertNever(type);
  }
}

const copy = (vector: duckdb.Vector, { buffer, byteOffset, byteLength }: NodeJS.TypedArray<ArrayBuffer>): void =>
  duckdb.copy_data_to_vector(vector, 0, buffer, byteOffset, byteLength);

/** Arrow and the engine mark values alike: one bit each, least significant first. */
function fillValidity(vector: duckdb.Vector, data: Data, from: number, count: number): void {
  if (data.nullCount === 0) return;
  const bits = data.nullBitmap.slice(from >> 3, (from + count + 7) >> 3);
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, bits.buffer, bits.byteOffset, bits.byteLength);
}

/** Bits to bytes. */
function booleanValues(bits: Uint8Array, from: number, count: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(count);
  for (let i = 0; i < count; i++) out[i] = ((bits[(from + i) >> 3] ?? 0) >> ((from + i) & 7)) & 1;
  return out;
}

/** A list is a pair of 64-bit numbers, offset and length, into a vector that holds the elements of the chunk. */
function fillLists(vector: duckdb.Vector, data: Data, entries: Entries, from: number, count: number): void {
  const offsets: Int32Array = data.valueOffsets;
  const first = offsets[from] ?? 0;
  const total = (offsets[from + count] ?? first) - first;
  const lists = new BigUint64Array(count * 2);
  for (let row = 0; row < count; row++) {
    const start = offsets[from + row] ?? 0;
    lists[row * 2] = BigInt(start - first);
    lists[row * 2 + 1] = BigInt((offsets[from + row + 1] ?? start) - start);
  }
  duckdb.list_vector_reserve(vector, total);
  duckdb.list_vector_set_size(vector, total);
  fillCoded(duckdb.list_vector_get_child(vector), entries, elementsOf(data).values, first, total);
  copy(vector, lists);
}
