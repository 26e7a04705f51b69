/** Runs one extractor over many files: chunks go to worker threads, record batches come back in the order of the files. */
import { existsSync, lstatSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { RecordBatch } from 'apache-arrow';
import { InvariantViolation, invariant } from '../../plugin/core/invariant';
import type { WorkerPool } from '../runtime/worker-pool';
import { type ChunkRequest, type ChunkRows, rowsOfChunk } from './chunk-rows';
import { contentHash } from './content-hash';
import type { EvidenceDatasets } from './evidence/columns';
import type { FileOwner } from './evidence/file-tables';
import { packedTypes } from './evidence/packed-rows';
import { recordBatchOf } from './evidence/record-batch';
import type { ExtractorCode, SourceFile } from './extract-job';

export type { SourceFile } from './extract-job';

/** Bytes of source per job, at most: enough to make the way to a thread and into a table cheap, little enough to hold. */
const CHUNK_BYTES = 256 * 1024;
/** Jobs per thread, at least: a thread that has none left waits for the others' last one. */
const CHUNKS_PER_THREAD = 8;
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
  readonly datasets: EvidenceDatasets;
  readonly workspaceRoot: string;
  readonly owner: FileOwner;
  /** In the order in which their rows are wanted. Files in languages the extractor does not read have no rows. */
  readonly files: readonly SourceFile[];
  readonly pool: WorkerPool;
  /** Directory where the rows of each file are remembered; with and without it they are the same. */
  readonly shelf?: string | null;
  readonly timeoutMilliseconds?: number;
  /** Receives batches with at least one row, in the order of the files whatever thread made them; awaited. */
  onBatch(dataset: string, batch: RecordBatch): Promise<void>;
  onProgress?(filesDone: number, rows: number): void;
}

export interface Extraction {
  /** Rows by dataset. */
  readonly rows: Readonly<Record<string, number>>;
  /** Files that are gone or were edited since Nx hashed them; the extraction must not be kept. */
  readonly changed: readonly string[];
  /** Files whose rows were remembered. */
  readonly filesCached: number;
  /** CPU time that threads spent on it, in milliseconds; not what starting them took. */
  readonly cpuMilliseconds: number;
}

/**
 * Extracts `files`. The rows and their order depend on the files alone: neither on the number of threads nor on what is
 * remembered. A thread is started when some file is not, a parser when some file in its language is not.
 *
 * @throws DiagnosticError with CPG_EXTRACTION_FAILED when a file failed twice, the second time alone in a new thread.
 */
export async function extractFiles(request: ExtractionRequest): Promise<Extraction> {
  const chunks = chunksOf(request);
  const chunkRequest = await chunkRequestOf(request);
  const started: Promise<ChunkRows | null>[] = [];
  // Enough for every thread while the oldest chunk is being delivered, and no more than memory should hold.
  const ahead = request.pool.threads * 2;
  const rows: Record<string, number> = Object.fromEntries(Object.keys(request.datasets).map((dataset) => [dataset, 0]));
  const changed: string[] = [];
  let filesCached = 0;
  let cpuMilliseconds = 0;
  let filesDone = 0;
  let rowsDone = 0;
  for (const [index, files] of chunks.entries()) {
    for (const next of chunks.slice(started.length, index + ahead)) {
      const chunk = rowsOfChunk(chunkRequest, next);
      // The failure is reported when its turn comes; until then it is not an unhandled rejection.
      chunk.catch(() => undefined);
      started.push(chunk);
    }
    const chunk = await started[index];
    if (!chunk) throw new InvariantViolation('a chunk was not started, or delivered twice');
    // Let go of its memory when it is delivered.
    started[index] = Promise.resolve(null);
    for (const table of chunk.tables) {
      rows[table.dataset] = (rows[table.dataset] ?? 0) + table.rows;
      rowsDone += table.rows;
      await request.onBatch(table.dataset, recordBatchOf(table));
    }
    changed.push(...chunk.changed);
    filesCached += chunk.filesCached;
    cpuMilliseconds += chunk.milliseconds;
    filesDone += files.length;
    request.onProgress?.(filesDone, rowsDone);
  }
  return { rows, changed, filesCached, cpuMilliseconds };
}

async function chunkRequestOf(request: ExtractionRequest): Promise<ChunkRequest> {
  const { extractor, pool, datasets, owner, workspaceRoot: root, shelf = null } = request;
  return {
    extractor,
    pool,
    timeoutMilliseconds: request.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS,
    job: { unit: 'file', ...codeOf(request), datasets, owner, root, shelf },
    types: packedTypes(datasets),
    // Before the first extraction there is nothing to look for.
    recallFrom: shelf !== null && existsSync(shelf) ? shelf : null,
    hashOf: await contentHash(),
  };
}

/** Where the code of an extractor is: given, or ours by convention, in a folder per extractor beside this file. */
export function codeOf({
  extractor,
  module,
  sources,
}: Pick<ExtractionRequest, 'extractor' | 'module' | 'sources'>): ExtractorCode {
  if (module !== undefined) return { module, ...(sources && { sources }) };
  invariant(/^[a-z][a-z0-9-]*$/.test(extractor), `'${extractor}' is not the name of an extractor`);
  return { module: join(__dirname, extractor, `extractor${extname(__filename)}`) };
}

/** Consecutive files, together about as many bytes. Where chunks end has no influence on rows. */
function chunksOf({ workspaceRoot, files, pool }: ExtractionRequest): readonly (readonly SourceFile[])[] {
  const sizes = files.map(({ path }) => lstatSync(join(workspaceRoot, path), { throwIfNoEntry: false })?.size ?? 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const enough = Math.min(CHUNK_BYTES, total / (pool.threads * CHUNKS_PER_THREAD));
  const chunks: SourceFile[][] = [];
  let chunk: SourceFile[] = [];
  let bytes = 0;
  for (const [i, file] of files.entries()) {
    chunk.push(file);
    bytes += sizes[i] ?? 0;
    if (bytes < enough && chunk.length < CHUNK_FILES) continue;
    chunks.push(chunk);
    chunk = [];
    bytes = 0;
  }
  return chunk.length > 0 ? [...chunks, chunk] : chunks;
}
