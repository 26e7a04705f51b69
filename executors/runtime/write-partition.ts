/** A query's rows written as one Parquet file in their total order, with the digests that its stamp holds. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { InvariantViolation, invariant } from '../../plugin/core/invariant';
import type { ManifestColumn, ManifestStorage } from '../../plugin/manifest/manifest-schema';
import { readParquetContent } from './column-digests';
import { copySorted, type Source } from './copy-sorted';
import { laneFiles } from './lanes';
import { quoted, readParquet } from './sql-text';
import type { StampKey } from './stamp';
import type { PendingPartition, Store } from './store';
import { type DatasetPlace, placeDirectory } from './store-paths';

export interface PartitionWrite {
  readonly connection: DuckDBConnection;
  readonly store: Store;
  readonly place: DatasetPlace;
  /** What produces exactly `columns`. */
  readonly source: Source | { readonly table: string };
  readonly columns: readonly ManifestColumn[];
  /** SQL expressions over the columns, or over those of the rows that are spread; none to keep the order of the input. */
  readonly order: readonly string[];
  readonly storage: ManifestStorage;
  readonly key: StampKey;
  /** Version of the query engine. */
  readonly engine: string;
  /** Rows of all inputs together, where that is known. */
  readonly inputRows?: number;
}

/** Inputs with more rows than this are expected to give a result that cannot be sorted while it is computed. */
const LARGE_ROWS = 1_000_000;

/**
 * Evaluates, sorts and writes in one statement: materialising the rows first costs a third more CPU and their whole
 * size in memory, and later views read the few columns they need from the file.
 *
 * Errors: `CPG_STORE_UNWRITABLE`. A schema other than the manifest's, or a NULL where the manifest promises none, is
 * a defect of the compiler: `InvariantViolation`.
 */
export async function writePartition(write: PartitionWrite): Promise<PendingPartition> {
  const { connection, store, place, columns, key } = write;
  const source = 'sql' in write.source ? write.source : { sql: `SELECT * FROM ${quoted(write.source.table)}` };
  const parquet = store.temporaryFile('parquet');
  const { order, storage } = write;
  const large = (write.inputRows ?? 0) > LARGE_ROWS;
  try {
    const spool = store.temporaryFile('spool');
    await copySorted({ connection, slots: store.writes, source, order, storage, parquet, spool, large });
  } catch (error) {
    throw refusedWrite(error, store.temporary) ?? error;
  }
  await checkSchema(connection, parquet, columns, placeDirectory(place));
  const types = Object.fromEntries(columns.map((c) => [c.name, c.type]));
  const content = await readParquetContent(parquet, write.engine, types);
  for (const column of columns) {
    const nulls = content.columns[column.name]?.nulls ?? 0;
    invariant(column.nullable || nulls === 0, `${placeDirectory(place)}: ${nulls} NULLs in column '${column.name}'`);
  }
  const digests = Object.fromEntries(Object.entries(content.columns).map(([name, c]) => [name, c.digest]));
  const { sha256, bytes, rows } = content;
  return {
    place,
    parquet,
    stamp: { version: 1, key, parquet: { sha256, bytes, rows, columns: digests } },
    lanes: laneFiles(columns, [{ partition: place.partition, rows, columns: digests }]),
  };
}

async function checkSchema(
  connection: DuckDBConnection,
  parquet: string,
  columns: readonly ManifestColumn[],
  name: string,
): Promise<void> {
  const described = await connection.runAndReadAll(`DESCRIBE FROM ${readParquet([parquet])}`);
  const found = described.getRowsJson().map(([column, type]) => `${column} ${type}`);
  const promised = columns.map((c) => `${c.name} ${c.type}`);
  if (found.length === promised.length && found.every((column, i) => column === promised[i])) return;
  throw new InvariantViolation(`${name} yields (${found.join(', ')}) where the manifest says (${promised.join(', ')})`);
}

/** The engine has no error codes: an IO error that names a file of ours is a full or read-only disk. */
function refusedWrite(error: unknown, temporary: string): DiagnosticError | null {
  const cause = error instanceof Error ? error.message : String(error);
  if (!cause.startsWith('IO Error') || !cause.includes(temporary)) return null;
  return new DiagnosticError([diagnostic('CPG_STORE_UNWRITABLE', { cause })]);
}
