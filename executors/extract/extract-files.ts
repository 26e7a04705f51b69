/** Runs one extractor over many files: chunks go to worker threads, record batches come back in the order of the files. */
import { lstatSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { RecordBatch } from 'apache-arrow';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { invariant } from '../../plugin/core/invariant';
import type { WorkerPool } from '../runtime/worker-pool';
import { recordBatchOf } from './evidence/record-batch';
import type { ExtractJob, ExtractResult, SourceFile } from './extract-job';

export type { SourceFile } from './extract-job';

/** Bytes of source per job: enough to make the way to a thread cheap, little enough to balance. */
const CHUNK_BYTES = 256 * 1024;
/** Files per job, however small they are. */
const CHUNK_FILES = 256;
/** A chunk takes a fraction of a second; one that takes this long never ends. */
const TIMEOUT_MILLISECONDS = 120_000;

export interface ExtractionRequest {
  /** Name of the extractor; its code is `executors/extract/<extractor>/extractor`. */
  readonly extractor: string;
  /** Absolute path of the module with the extractor's code, if it is not one of ours. */
  readonly module?: string | undefined;
  /** Set with `module`: digests of the files that it may load, by path relative to the workspace root. */
  readonly sources?: Readonly<Record<string, string>> | undefined;
  readonly workspaceRoot: string;
  /** In the order in which their rows are wanted. Files in languages the extractor does not read have no rows. */
  readonly files: readonly SourceFile[];
  readonly pool: WorkerPool;
  readonly timeoutMilliseconds?: number;
  /** Receives batches with at least one row, in the order of the files whatever thread made them; awaited. */
  onBatch(dataset: string, batch: RecordBatch): Promise<void>;
  onProgress?(filesDone: number, rows: number): void;
}

export interface Extraction {
  /** Rows by dataset; empty when there were no files. */
  readonly rows: Readonly<Record<string, number>>;
  /** Files that are gone or were edited since Nx hashed them; the extraction must not be kept. */
  readonly changed: readonly string[];
  /** CPU time that threads spent on it, in milliseconds; not what starting them took. */
  readonly cpuMilliseconds: number;
}

/**
 * Extracts `files`. The rows and their order depend on the files alone, not on the number of threads.
 *
 * @throws DiagnosticError with CPG_EXTRACTION_FAILED when a file failed twice, the second time alone in a new thread.
 */
export async function extractFiles(request: ExtractionRequest): Promise<Extraction> {
  const code = codeOf(request);
  const chunks = chunksOf(request.workspaceRoot, request.files);
  const started: Promise<readonly ExtractResult[]>[] = [];
  // Enough for every thread while the oldest chunk is being delivered, and no more than memory should hold.
  const ahead = request.pool.threads * 2;
  const rows: Record<string, number> = {};
  const changed: string[] = [];
  let cpuMilliseconds = 0;
  let filesDone = 0;
  let rowsDone = 0;
  for (const [index, files] of chunks.entries()) {
    for (const next of chunks.slice(started.length, index + ahead)) {
      const results = runChunk(request, { ...code, root: request.workspaceRoot, files: next });
      // The failure is reported when its turn comes; until then it is not an unhandled rejection.
      results.catch(() => undefined);
      started.push(results);
    }
    for (const result of (await started[index]) ?? []) {
      for (const table of result.tables) {
        rows[table.dataset] = (rows[table.dataset] ?? 0) + table.rows;
        rowsDone += table.rows;
        if (table.rows > 0) await request.onBatch(table.dataset, recordBatchOf(table));
      }
      changed.push(...result.changed);
      cpuMilliseconds += result.milliseconds;
    }
    filesDone += files.length;
    request.onProgress?.(filesDone, rowsDone);
    // Delivered: let go of its memory.
    started[index] = Promise.resolve([]);
  }
  return { rows, changed, cpuMilliseconds };
}

/** Where the code of an extractor is: given, or ours by convention, in a folder per extractor beside this file. */
export function codeOf({
  extractor,
  module,
  sources,
}: Pick<ExtractionRequest, 'extractor' | 'module' | 'sources'>): Pick<ExtractJob, 'module' | 'sources'> {
  if (module !== undefined) return { module, ...(sources && { sources }) };
  invariant(/^[a-z][a-z0-9-]*$/.test(extractor), `'${extractor}' is not the name of an extractor`);
  return { module: join(__dirname, extractor, `extractor${extname(__filename)}`) };
}

/** Consecutive files, together about CHUNK_BYTES. Where chunks end has no influence on rows. */
function chunksOf(root: string, files: readonly SourceFile[]): readonly (readonly SourceFile[])[] {
  const chunks: SourceFile[][] = [];
  let chunk: SourceFile[] = [];
  let bytes = 0;
  for (const file of files) {
    chunk.push(file);
    bytes += lstatSync(join(root, file.path), { throwIfNoEntry: false })?.size ?? 0;
    if (bytes < CHUNK_BYTES && chunk.length < CHUNK_FILES) continue;
    chunks.push(chunk);
    chunk = [];
    bytes = 0;
  }
  return chunk.length > 0 ? [...chunks, chunk] : chunks;
}

/** A chunk in one piece, or, if that fails, file by file in a thread of its own. */
async function runChunk(request: ExtractionRequest, job: ExtractJob): Promise<readonly ExtractResult[]> {
  const { pool, extractor, timeoutMilliseconds = TIMEOUT_MILLISECONDS } = request;
  try {
    return [await pool.run(job, timeoutMilliseconds)];
  } catch {
    const alone = pool.fresh();
    try {
      const results: ExtractResult[] = [];
      for (const file of job.files) {
        const result = alone.run({ ...job, files: [file] }, timeoutMilliseconds);
        results.push(await result.catch((error: unknown) => failed(extractor, file.path, error)));
      }
      return results;
    } finally {
      await alone.close();
    }
  }
}

function failed(extractor: string, file: string, error: unknown): never {
  const cause = error instanceof Error ? error.message : String(error);
  throw new DiagnosticError([diagnostic('CPG_EXTRACTION_FAILED', { extractor, file, cause }, { file })]);
}
