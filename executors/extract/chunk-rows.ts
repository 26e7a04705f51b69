/** The rows of consecutive files: those that are remembered from the cache, the others from a worker thread. */
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { invariant } from '../../plugin/core/invariant';
import type { ColumnType } from '../../plugin/schema/column';
import { recall } from '../runtime/evidence-cache';
import type { WorkerPool } from '../runtime/worker-pool';
import type { ContentHash } from './content-hash';
import type { ColumnSlice } from './evidence/column-slice';
import type { FileTables } from './evidence/file-tables';
import { type FileTable, unpackRows } from './evidence/packed-rows';
import type { FilesJob, FilesResult, SourceFile } from './extract-job';
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
  /** In the order in which they were given; files that changed are left out. */
  readonly files: readonly FileTables[];
  readonly changed: readonly string[];
  readonly filesCached: number;
  /** CPU time of threads. */
  readonly milliseconds: number;
}

type Tables = readonly FileTable<ColumnSlice>[];

/** @throws DiagnosticError with CPG_EXTRACTION_FAILED when a file failed twice, the second time alone in a new thread. */
export async function rowsOfChunk(request: ChunkRequest, files: readonly SourceFile[]): Promise<ChunkRows> {
  const known = files.map((file) => remembered(request, file));
  const missing = files.filter((_, i) => known[i] === null);
  const results = missing.length === 0 ? [] : await runChunk(request, missing);
  const packed = results.flatMap((result) => result.rows);
  const found: FileTables[] = [];
  const changed: string[] = [];
  let extracted = 0;
  files.forEach(({ path }, i) => {
    const tables = known[i] ?? unpacked(request, packed[extracted++]);
    if (tables === null) changed.push(path);
    else found.push({ path, tables });
  });
  const milliseconds = results.reduce((sum, result) => sum + result.milliseconds, 0);
  return { files: found, changed, filesCached: files.length - missing.length, milliseconds };
}

const unpacked = ({ types }: ChunkRequest, packed: Uint8Array<ArrayBuffer> | null | undefined): Tables | null =>
  packed ? unpackRows(packed, types) : null;

/** What the cache has of a file that is what it was when Nx hashed it; anything else is for a worker to find out. */
function remembered(request: ChunkRequest, { path, hash }: SourceFile): Tables | null {
  const { recallFrom, job, hashOf } = request;
  if (recallFrom === null) return null;
  try {
    const file = readSource(job.root, path, hash, hashOf);
    return file === null ? null : unpacked(request, recall(recallFrom, file));
  } catch {
    return null;
  }
}

/** A chunk in one piece, or, if that fails, file by file in a thread of its own. */
async function runChunk(request: ChunkRequest, files: readonly SourceFile[]): Promise<readonly FilesResult[]> {
  const { pool, extractor } = request;
  try {
    return [await runIn(pool, request, files)];
  } catch {
    const alone = pool.fresh();
    try {
      const results: FilesResult[] = [];
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

async function runIn(pool: WorkerPool, request: ChunkRequest, files: readonly SourceFile[]): Promise<FilesResult> {
  const result = await pool.run({ ...request.job, files }, request.timeoutMilliseconds);
  invariant(result.unit === 'file', 'files were extracted as a project');
  return result;
}

function failed(extractor: string, file: string, error: unknown): never {
  const cause = error instanceof Error ? error.message : String(error);
  throw new DiagnosticError([diagnostic('CPG_EXTRACTION_FAILED', { extractor, file, cause }, { file })]);
}
