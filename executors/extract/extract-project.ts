/** Runs one extractor over one project as a whole, in a worker thread. */
import type { RecordBatch } from 'apache-arrow';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import type { WorkerPool } from '../runtime/worker-pool';
import { recordBatchOf } from './evidence/record-batch';
import { codeOf, type Extraction } from './extract-files';
import type { ExtractResult, JobProject, ProjectJob, SourceFile } from './extract-job';

/** Extractors of projects limit what they start themselves, and say what took too long; this only ends what hangs. */
const TIMEOUT_MILLISECONDS = 12 * 60 * 60 * 1000;

export interface ProjectExtractionRequest {
  /** Name of the extractor; its code is `executors/extract/<extractor>/extractor`. */
  readonly extractor: string;
  /** Absolute path of the module with the extractor's code, if it is not one of ours. */
  readonly module?: string | undefined;
  /** Set with `module`: digests of the files that it may load, by path relative to the workspace root. */
  readonly sources?: Readonly<Record<string, string>> | undefined;
  readonly workspaceRoot: string;
  /** All files of the project, sorted by path. */
  readonly files: readonly SourceFile[];
  readonly project: JobProject;
  readonly pool: WorkerPool;
  readonly timeoutMilliseconds?: number;
  /** Receives at most one batch per dataset, with at least one row; awaited. */
  onBatch(dataset: string, batch: RecordBatch): Promise<void>;
  onProgress?(filesDone: number, rows: number): void;
}

/**
 * Extracts the project.
 *
 * @throws DiagnosticError with CPG_EXTRACTION_FAILED when that failed twice, the second time alone in a new thread.
 */
export async function extractProject(request: ProjectExtractionRequest): Promise<Extraction> {
  const result = await runTwice(request);
  const rows: Record<string, number> = {};
  for (const table of result.tables) {
    rows[table.dataset] = table.rows;
    if (table.rows > 0) await request.onBatch(table.dataset, recordBatchOf(table));
  }
  const total = Object.values(rows).reduce((a, b) => a + b, 0);
  request.onProgress?.(request.files.length, total);
  return { rows, changed: result.changed, filesCached: 0, cpuMilliseconds: result.milliseconds };
}

/** Once more, alone in a new thread, if it fails. */
async function runTwice(request: ProjectExtractionRequest): Promise<ExtractResult> {
  const { pool, extractor, workspaceRoot: root, files, project, timeoutMilliseconds = TIMEOUT_MILLISECONDS } = request;
  const job: ProjectJob = { unit: 'project', ...codeOf(request), root, files, project };
  try {
    return await pool.run(job, timeoutMilliseconds);
  } catch {
    const alone = pool.fresh();
    try {
      return await alone.run(job, timeoutMilliseconds);
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      const file = `project '${project.name}'`;
      throw new DiagnosticError([
        diagnostic('CPG_EXTRACTION_FAILED', { extractor, file, cause }, { file: project.root }),
      ]);
    } finally {
      await alone.close();
    }
  }
}
