/** Evidence made by extractors in worker threads and loaded batch by batch. */
import { extractFiles } from '../extract/extract-files';
import { extractProject } from '../extract/extract-project';
import { shelfOf } from '../runtime/evidence-cache';
import { createTables } from '../runtime/load-batch';
import { createWorkerPool, type WorkerPool } from '../runtime/worker-pool';
import type { EvidenceSource } from './evidence-source';

/**
 * Extraction in worker threads, started when the first file needs them. What extractors of files say about each is
 * remembered below `cache`; null to remember nothing.
 */
export function workerEvidence(threads: number, cache: string | null): EvidenceSource {
  let pool: WorkerPool | undefined;
  return {
    async fill(evidence) {
      const { extractor, identity, code, workspaceRoot, files, owner, project, connection, table, onProgress } =
        evidence;
      const datasets = Object.fromEntries(
        Object.entries(evidence.datasets).map(([name, { columns }]) => [name, columns]),
      );
      const onBatch = await createTables(connection, datasets, table);
      if (files.length === 0 || project?.hasSources === false) return { changed: [] };
      pool ??= createWorkerPool({ threads });
      // One transaction for all batches: a commit per batch costs as much as loading it.
      await connection.run('BEGIN');
      try {
        const request = { extractor, ...code, workspaceRoot, files, owner, pool, onBatch, onProgress };
        if (project !== null) return await extractProject({ ...request, project });
        const shelf = cache && identity && shelfOf(cache, extractor, identity);
        return await extractFiles({ ...request, datasets, shelf });
      } finally {
        await connection.run('COMMIT');
      }
    },
    async close() {
      const closing = pool;
      pool = undefined;
      await closing?.close();
    },
  };
}
