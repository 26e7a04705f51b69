/** Rows of a SELECT, sorted, into one Parquet file, within the engine's memory. */
import { rmSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, readParquet } from './sql-text';

export interface SortedCopy {
  readonly connection: DuckDBConnection;
  readonly select: string;
  /** SQL expressions over the columns of `select`; together a total order. */
  readonly order: readonly string[];
  readonly storage: { readonly compression: string; readonly rowGroupSize: number };
  /** Where the result goes. */
  readonly parquet: string;
  /** Where rows may be put aside, unsorted; removed before this returns. */
  readonly spool: string;
  /** Whether so many rows are expected that sorting beside reading would not fit into memory. */
  readonly large: boolean;
}

/** Rows per group of the spool: small, because every scan of it holds one group per column. */
const SPOOL_ROW_GROUP = 30_720;

/**
 * A sort spills to disk, but what feeds it does not: the buffers of many scans and the sort's own blocks compete for
 * one limit, and the engine gives up. Large results are therefore written down unsorted first and sorted from there,
 * which costs about half as much CPU again. The order is total, so both ways give the same bytes.
 */
export async function copySorted(copy: SortedCopy): Promise<void> {
  if (!copy.large) {
    try {
      return await copySql(copy, copy.select);
    } catch (error) {
      if (!isOutOfMemory(error)) throw error;
    }
  }
  const { connection, select, spool } = copy;
  try {
    await connection.run(
      `COPY (${select}\n) TO ${literal(spool)} (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE ${SPOOL_ROW_GROUP})`,
    );
    await copySql(copy, `SELECT * FROM ${readParquet([spool])}`);
  } finally {
    rmSync(spool, { force: true });
  }
}

async function copySql({ connection, order, storage, parquet }: SortedCopy, select: string): Promise<void> {
  await connection.run(
    `COPY (SELECT * FROM (${select}\n) ORDER BY ${order.join(', ')}) TO ${literal(parquet)} ` +
      `(FORMAT parquet, COMPRESSION ${storage.compression}, ROW_GROUP_SIZE ${storage.rowGroupSize})`,
  );
}

const isOutOfMemory = (error: unknown): boolean => error instanceof Error && error.message.startsWith('Out of Memory');
