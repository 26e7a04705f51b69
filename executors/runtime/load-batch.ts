/** Arrow record batches into a table of the engine, column by column, without a JavaScript value per cell. */
import {
  BIGINT,
  BOOLEAN,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  INTEGER,
  LIST,
  UUID,
  VARCHAR,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { Data, RecordBatch } from 'apache-arrow';
import { assertNever, InvariantViolation, invariant } from '../../plugin/core/invariant';
import { evidenceType, UUID_BYTES } from '../../plugin/schema/arrow';
import type { Column, ColumnType } from '../../plugin/schema/column';
import { fillStrings } from './string-vector';

/** Rows per chunk of the engine: its vector size. A multiple of 8, so that slices of bitmaps begin at whole bytes. */
const CHUNK_ROWS = 2048;

const DUCKDB_TYPES: Readonly<Record<ColumnType, DuckDBType>> = {
  VARCHAR,
  BIGINT,
  INTEGER,
  BOOLEAN,
  UUID,
  'VARCHAR[]': LIST(VARCHAR),
};

type TableColumn = Pick<Column, 'name' | 'type' | 'nullable'>;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Creates the native table `table` for batches with `columns`. */
export async function createTable(
  connection: DuckDBConnection,
  table: string,
  columns: readonly TableColumn[],
): Promise<void> {
  const definitions = columns.map((c) => `${quoted(c.name)} ${evidenceType(c)}${c.nullable ? '' : ' NOT NULL'}`);
  await connection.run(`CREATE TABLE ${quoted(table)} (${definitions.join(', ')})`);
}

/**
 * Appends all rows of `batch` to `table`, in order. The batch has the columns `columns`, in that order; NULLs, empty
 * strings and NUL characters arrive as they are. Many batches are cheaper in one transaction, which is the caller's
 * to begin and commit: otherwise each is one of its own.
 */
export async function loadBatch(
  connection: DuckDBConnection,
  table: string,
  columns: readonly TableColumn[],
  batch: RecordBatch,
): Promise<void> {
  invariant(batch.data.children.length === columns.length, `a batch for '${table}' has other columns than the table`);
  const types = columns.map(evidenceType);
  const appender = await connection.createAppender(table);
  try {
    for (let from = 0; from < batch.numRows; from += CHUNK_ROWS) {
      const count = Math.min(CHUNK_ROWS, batch.numRows - from);
      const chunk = DuckDBDataChunk.create(
        types.map((type) => DUCKDB_TYPES[type]),
        count,
      );
      types.forEach((type, i) => {
        const data = batch.data.children[i];
        invariant(data !== undefined, `column ${i} of '${table}' has no data`);
        fill(duckdb.data_chunk_get_vector(chunk.chunk, i), type, data, from, count);
      });
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
}

/** Rows `from` to `from + count` of a column into a vector of the same type. */
function fill(vector: duckdb.Vector, type: ColumnType, data: Data, from: number, count: number): void {
  invariant(data.offset === 0, 'a batch from a worker is not a slice');
  fillValidity(vector, data, from, count);
  switch (type) {
    case 'BIGINT':
    case 'INTEGER':
      copy(vector, data.values.subarray(from, from + count));
      break;
    case 'UUID':
      copy(vector, uuidValues(data.values, from, count));
      break;
    case 'BOOLEAN':
      copy(vector, booleanValues(data.values, from, count));
      break;
    case 'VARCHAR':
      fillStrings(vector, { offsets: data.valueOffsets, bytes: data.values }, from, count);
      break;
    case 'VARCHAR[]':
      fillLists(vector, data, from, count);
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

/** The engine keeps a UUID as a little-endian 128-bit integer with its highest bit flipped, so that it sorts as text. */
function uuidValues(bytes: Uint8Array, from: number, count: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(count * UUID_BYTES);
  for (let row = 0; row < count; row++) {
    const source = (from + row) * UUID_BYTES;
    const target = row * UUID_BYTES;
    for (let i = 0; i < UUID_BYTES; i++) out[target + UUID_BYTES - 1 - i] = bytes[source + i] ?? 0;
    out[target + UUID_BYTES - 1] = (out[target + UUID_BYTES - 1] ?? 0) ^ 0x80;
  }
  return out;
}

/** Bits to bytes. */
function booleanValues(bits: Uint8Array, from: number, count: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: count }, (_, i) => ((bits[(from + i) >> 3] ?? 0) >> ((from + i) & 7)) & 1);
}

/** A list is a pair of 64-bit numbers, offset and length, into a vector that holds the elements of the chunk. */
function fillLists(vector: duckdb.Vector, data: Data, from: number, count: number): void {
  const offsets: Int32Array = data.valueOffsets;
  const [elements] = data.children;
  if (elements === undefined) throw new InvariantViolation('a list column has no elements');
  const first = offsets[from] ?? 0;
  const total = (offsets[from + count] ?? first) - first;
  const entries = new BigUint64Array(count * 2);
  for (let row = 0; row < count; row++) {
    const start = offsets[from + row] ?? 0;
    entries[row * 2] = BigInt(start - first);
    entries[row * 2 + 1] = BigInt((offsets[from + row + 1] ?? start) - start);
  }
  duckdb.list_vector_reserve(vector, total);
  duckdb.list_vector_set_size(vector, total);
  fillStrings(
    duckdb.list_vector_get_child(vector),
    { offsets: elements.valueOffsets, bytes: elements.values },
    first,
    total,
  );
  copy(vector, entries);
}
