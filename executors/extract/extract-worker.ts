/** Entry of a worker thread: a chunk of files, or a project, goes in, rows come out. */
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { InvariantViolation } from '../../plugin/core/invariant';
import { buffersOf } from './evidence/column-data';
import { extractFilesJob } from './extract-files-job';
import type { ExtractJob, ExtractResult } from './extract-job';
import { extractProjectJob } from './extract-project-job';
import { loadRuntime } from './load-runtime';

/** Runs one job. Whatever throws here is not determined by the bytes of the files. */
async function extract(job: ExtractJob): Promise<ExtractResult> {
  const runtime = await loadRuntime(job);
  if (runtime.unit === 'file' && job.unit === 'file') return extractFilesJob(job, runtime);
  if (runtime.unit === 'project' && job.unit === 'project') return extractProjectJob(job, runtime);
  throw new InvariantViolation(`'${runtime.declaration.name}' extracts a ${runtime.unit} and was given a ${job.unit}`);
}

/** The handler that the pool calls: the memory of the result is moved to the caller, not copied. */
export default async function run(job: ExtractJob): Promise<unknown> {
  const result = await extract(job);
  const memory = result.tables.flatMap(buffersOf);
  return move({ [transferableSymbol]: memory, [valueSymbol]: result });
}
