/** Rows of a SELECT, sorted, into one Parquet file, within the engine's memory. */
import { rmSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { ManifestStorage } from '../../plugin/manifest/manifest-schema';
import { literal, quoted, readParquet } from './sql-text';
import type { WriteSlots } from './store';

/** A SELECT, and rows that it reads by name if those are to be sorted instead of its result. */
export interface Source {
  /** Names that the SELECTs may use besides those of the connection: binding them as views takes as long as all the rest. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly sql: string;
  readonly rows?: { readonly name: string; readonly sql: string };
}

/** The whole SELECT of a source, but for its inputs. */
export const statementOf = ({ sql, rows }: Source): string =>
  rows === undefined ? sql : `WITH ${quoted(rows.name)} AS (${rows.sql}\n) ${sql}`;

export interface SortedCopy {
  readonly connection: DuckDBConnection;
  readonly slots: WriteSlots;
  readonly source: Source;
  /** SQL expressions over the columns of what is sorted, together a total order; none to keep the order of the input. */
  readonly order: readonly string[];
  readonly storage: ManifestStorage;
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
 * which costs about half as much CPU again, and alone. The order is total, so both ways give the same bytes.
 */
export async function copySorted(copy: SortedCopy): Promise<void> {
  const { source, order, slots } = copy;
  const unsorted = source.rows?.sql ?? source.sql;
  const streams = order.length === 0;
  if (streams || !copy.large) {
    try {
      return await slots.beside(() => copySql(copy, unsorted));
    } catch (error) {
      if (!isOutOfMemory(error)) throw error;
    }
  }
  await slots.alone(() => (streams ? copySql(copy, unsorted) : copyFromSpool(copy, unsorted)));
}

async function copyFromSpool(copy: SortedCopy, unsorted: string): Promise<void> {
  const { connection, spool } = copy;
  try {
    await connection.run(
      `COPY (${withInputs(copy.source, unsorted)}) TO ${literal(spool)} ` +
        `(FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE ${SPOOL_ROW_GROUP})`,
    );
    await copySql(copy, `SELECT * FROM ${readParquet([spool])}`);
  } finally {
    rmSync(spool, { force: true });
  }
}

/** `unsorted` yields the rows that are sorted. */
async function copySql({ connection, source, order, storage, parquet }: SortedCopy, unsorted: string): Promise<void> {
  const sorted = order.length === 0 ? unsorted : `SELECT * FROM (${unsorted}\n) ORDER BY ${order.join(', ')}`;
  const { sql, rows } = source;
  const result = rows === undefined ? sorted : statementOf({ sql, rows: { ...rows, sql: sorted } });
  await connection.run(
    `COPY (${withInputs(source, result)}) TO ${literal(parquet)} ` +
      `(FORMAT parquet, ${codec(storage)}, ROW_GROUP_SIZE ${storage.rowGroupSize})`,
  );
}

/** Other codecs have no levels, and the engine refuses one. */
const codec = ({ compression, compressionLevel }: ManifestStorage): string =>
  `COMPRESSION ${compression}${compression === 'zstd' ? `, COMPRESSION_LEVEL ${compressionLevel}` : ''}`;

/** As views are, inputs are put in place of their names: the engine would compute one that is read twice as a whole. */
function withInputs({ inputs = {} }: Source, statement: string): string {
  const named = Object.entries(inputs).map(([name, sql]) => `${quoted(name)} AS NOT MATERIALIZED (${sql})`);
  return named.length === 0 ? `${statement}\n` : `WITH ${named.join(', ')} SELECT * FROM (${statement}\n)`;
}

/** The engine has no error codes. */
export const isOutOfMemory = (error: unknown): error is Error =>
  error instanceof Error && error.message.startsWith('Out of Memory');
