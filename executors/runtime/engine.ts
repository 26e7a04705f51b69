/** The DuckDB instance of a process: hermetic settings, bounded memory, the manifest's macros. */
import { mkdirSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

export interface EngineOptions {
  readonly threads: number;
  /** Where large sorts and joins spill; removed by whoever owns the directory. */
  readonly temporary: string;
  readonly macros: readonly string[];
}

export interface Engine {
  /** A connection with its own temporary tables and views. */
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/** Threads for the engine and for extraction: `CPG_THREADS`, else the machine's cores. */
export function threadsFromEnvironment(): number {
  const asked = Number(process.env.CPG_THREADS);
  return Number.isInteger(asked) && asked > 0 ? asked : availableParallelism();
}

const MEBIBYTE = 1 << 20;
/** The engine's share: node, the parsers and the writers' buffers, which it does not count, need as much again. */
const MEMORY_BYTES = Math.max(256 * MEBIBYTE, Math.min(400 * MEBIBYTE, Math.floor(totalmem() / 4)));

/**
 * Nothing here may change a byte of a result: threads, memory and the spill directory are the machine's, the rest is
 * fixed. `memory_limit` makes the engine spill, not fail.
 */
export async function createEngine({ threads, temporary, macros }: EngineOptions): Promise<Engine> {
  const spill = join(temporary, 'spill');
  mkdirSync(spill, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${process.env.CPG_MEMORY_MB ?? Math.floor(MEMORY_BYTES / MEBIBYTE)}MiB`,
    temp_directory: spill,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const setup = await instance.connect();
  try {
    await setup.run(`SET GLOBAL TimeZone = 'UTC'`);
    for (const macro of macros) await setup.run(macro);
  } finally {
    setup.closeSync();
  }
  return { connect: () => instance.connect(), close: () => instance.closeSync() };
}
