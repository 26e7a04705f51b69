/** The DuckDB instance of a process: hermetic settings, bounded memory, the manifest's macros. */
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { registerBatchScan } from './batch-scan';

export interface EngineOptions {
  /** Where large sorts and joins spill; removed by whoever owns the directory. */
  readonly temporary: string;
  readonly macros: readonly string[];
}

export interface Engine {
  /** A connection with its own temporary tables and views. */
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/** Worker threads for extraction, and queries at once: `CPG_THREADS`, else the machine's cores. */
export function threadsFromEnvironment(): number {
  const asked = Number(process.env.CPG_THREADS);
  return Number.isInteger(asked) && asked > 0 ? asked : availableParallelism();
}

/**
 * The engine's share in MiB. Node, the parsers and the buffers of writers, which the engine does not count, need as much
 * again; more saves little, because large results are sorted from a spool. `CPG_MEMORY_MB` overrides it.
 */
const MEMORY_MEBIBYTES = 256;

/**
 * What a recursion that is run in rounds may need: a round hashes all that it reads at once, and hash tables that are in
 * use cannot be spilled.
 */
const FIXPOINT_MEBIBYTES = 448;

/** Lets the whole engine have the memory that a fixpoint needs, unless `CPG_MEMORY_MB` says how much it may have. */
export async function allowFixpoint(connection: DuckDBConnection): Promise<void> {
  if (process.env.CPG_MEMORY_MB !== undefined) return;
  await connection.run(`SET GLOBAL memory_limit = '${FIXPOINT_MEBIBYTES}MiB'`);
}

/**
 * Nothing here may change a byte of a result: memory and the spill directory are the machine's, the rest is fixed.
 * `memory_limit` makes the engine spill, not fail.
 *
 * A query has one thread; several queries run at once instead. Two threads on one sort and one Parquet writer take twice
 * the CPU time of one and more wall time, and rows that a query spreads or keeps in order would end up in row groups
 * that depend on the number of threads.
 */
export async function createEngine({ temporary, macros }: EngineOptions): Promise<Engine> {
  const spill = join(temporary, 'spill');
  mkdirSync(spill, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: `${process.env.CPG_MEMORY_MB ?? MEMORY_MEBIBYTES}MiB`,
    temp_directory: spill,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const setup = await instance.connect();
  try {
    await setup.run(`SET GLOBAL TimeZone = 'UTC'`);
    for (const macro of macros) await setup.run(macro);
    registerBatchScan(setup);
  } finally {
    setup.closeSync();
  }
  return { connect: () => instance.connect(), close: () => instance.closeSync() };
}
