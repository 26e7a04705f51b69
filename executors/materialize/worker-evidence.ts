/** Evidence made by extractors in worker threads and loaded batch by batch. */
import { extractFiles } from '../extract/extract-files';
import { extractProject } from '../extract/extract-project';
import { shelfOf } from '../runtime/evidence-cache';
import { createTables } from '../runtime/load-batch';
import { createWorkerPool, type WorkerPool } from '../runtime/worker-pool';
import type { EvidenceSource } from './evidence-source';

/**
 * The threads end when nothing was extracted for this long: a large result is being written, and has more use for the
 * memory of parsers. Starting them again costs less than a second.
 */
const IDLE_MILLISECONDS = 2_000;

/**
 * Extraction in worker threads, started when the first file needs them. What extractors of files say about each is
 * remembered below `cache`; null to remember nothing. When it is `resident`, only `close` ends them.
 */
export function workerEvidence(threads: number, cache: string | null, resident = false): EvidenceSource {
  let pool: WorkerPool | undefined;
  let underWay = 0;
  let idle: NodeJS.Timeout | undefined;
  const close = async () => {
    clearTimeout(idle);
    const closing = pool;
    pool = undefined;
    await closing?.close();
  };
  /** Runs `work` with the pool. */
  const withPool = async <T>(work: (pool: WorkerPool) => Promise<T>): Promise<T> => {
    clearTimeout(idle);
    underWay++;
    pool ??= createWorkerPool({ threads });
    try {
      return await work(pool);
    } finally {
      if (--underWay === 0 && !resident) idle = setTimeout(() => void close(), IDLE_MILLISECONDS).unref();
    }
  };
  return {
    async fill(evidence) {
      const { extractor, identity, code, workspaceRoot, files, owner, project, connection, table, onProgress } =
        evidence;
      const datasets = Object.fromEntries(
        Object.entries(evidence.datasets).map(([name, { columns }]) => [name, columns]),
      );
      const onBatch = await createTables(connection, datasets, table);
      if (files.length === 0 || project?.hasSources === false) return { changed: [] };
      // One transaction for all batches: a commit per batch costs as much as loading it.
      await connection.run('BEGIN');
      try {
        return await withPool((pool) => {
          const request = { extractor, ...code, workspaceRoot, files, owner, pool, onBatch, onProgress };
          if (project !== null) return extractProject({ ...request, project });
          const shelf = cache && identity && shelfOf(cache, extractor, identity);
          return extractFiles({ ...request, datasets, shelf });
        });
      } finally {
        await connection.run('COMMIT');
      }
    },
    release: async () => {
      if (!resident) await close();
    },
    close,
  };
}
