/** The rows of consecutive files: those that are remembered from the cache, the others from a worker thread. */
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import type { ColumnType } from '../../plugin/schema/column';
import { recall } from '../runtime/evidence-cache';
import type { WorkerPool } from '../runtime/worker-pool';
import type { ContentHash } from './content-hash';
import type { TableData } from './evidence/column-data';
import type { ColumnSlice } from './evidence/column-slice';
import { type FileTables, tablesOf } from './evidence/file-tables';
import { type FileTable, unpackRows } from './evidence/packed-rows';
import type { ExtractResult, FilesJob, SourceFile } from './extract-job';
import { readSource } from './read-source';

export interface ChunkRequest {
  readonly extractor: string;
  readonly pool: WorkerPool;
  readonly timeoutMilliseconds: number;
  readonly job: Omit<FilesJob, 'files'>;
  /** Types of the columns that are packed, by dataset. */
  readonly types: readonly (readonly ColumnType[])[];
  /** Directory where rows may be remembered; null when there is no point in looking. */
  readonly recallFrom: string | null;
  readonly hashOf: ContentHash;
}

export interface ChunkRows {
  /** Rows in the order in which the files were given; those of files that changed are left out. */
  readonly tables: readonly TableData[];
  readonly changed: readonly string[];
  readonly filesCached: number;
  /** CPU time of threads. */
  readonly milliseconds: number;
}

type Tables = readonly FileTable<ColumnSlice>[];

/** @throws DiagnosticError with CPG_EXTRACTION_FAILED when a file failed twice, the second time alone in a new thread. */
export async function rowsOfChunk(request: ChunkRequest, files: readonly SourceFile[]): Promise<ChunkRows> {
  const results: Promise<readonly ExtractResult[]>[] = [];
  let known: FileTables[] = [];
  let missing: SourceFile[] = [];
  let filesCached = 0;
  const endKnown = () => {
    if (known.length > 0) results.push(Promise.resolve([joined(request, known)]));
    known = [];
  };
  const endMissing = () => {
    if (missing.length > 0) results.push(runChunk(request, missing));
    missing = [];
  };
  for (const file of files) {
    const tables = remembered(request, file);
    if (tables === null) {
      endKnown();
      missing.push(file);
    } else {
      endMissing();
      known.push({ path: file.path, tables });
      filesCached++;
    }
  }
  endKnown();
  endMissing();
  const done = (await Promise.all(results)).flat();
  return {
    tables: done.flatMap((result) => result.tables),
    changed: done.flatMap((result) => result.changed),
    filesCached,
    milliseconds: done.reduce((sum, result) => sum + result.milliseconds, 0),
  };
}

const joined = ({ job: { datasets, owner } }: ChunkRequest, files: readonly FileTables[]): ExtractResult => ({
  tables: tablesOf(datasets, files, owner),
  changed: [],
  milliseconds: 0,
});

/** What the cache has of a file that is what it was when Nx hashed it; anything else is for a worker to find out. */
function remembered(request: ChunkRequest, { path, hash }: SourceFile): Tables | null {
  const { recallFrom, job, types, hashOf } = request;
  if (recallFrom === null) return null;
  try {
    const file = readSource(job.root, path, hash, hashOf);
    const packed = file && recall(recallFrom, file);
    return packed && unpackRows(packed, types);
  } catch {
    return null;
  }
}

/** A chunk in one piece, or, if that fails, file by file in a thread of its own. */
async function runChunk(request: ChunkRequest, files: readonly SourceFile[]): Promise<readonly ExtractResult[]> {
  const { pool, extractor } = request;
  try {
    return [await runIn(pool, request, files)];
  } catch {
    const alone = pool.fresh();
    try {
      const results: ExtractResult[] = [];
      for (const file of files) {
        const result = runIn(alone, request, [file]);
        results.push(await result.catch((error: unknown) => failed(extractor, file.path, error)));
      }
      return results;
    } finally {
      await alone.close();
    }
  }
}

const runIn = (pool: WorkerPool, { job, timeoutMilliseconds }: ChunkRequest, files: readonly SourceFile[]) =>
  pool.run({ ...job, files }, timeoutMilliseconds);

function failed(extractor: string, file: string, error: unknown): never {
  const cause = error instanceof Error ? error.message : String(error);
  throw new DiagnosticError([diagnostic('CPG_EXTRACTION_FAILED', { extractor, file, cause }, { file })]);
}
