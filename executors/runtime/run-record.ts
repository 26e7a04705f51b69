/** What one run did: the content of `.cpg/runs/<id>/run.json`. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writing } from './store';

const outcome = z.enum(['built', 'cut_off', 'failed', 'skipped']);

const taskRecord = z.strictObject({
  /** `project:target`. */
  id: z.string(),
  outcome,
  datasets: z.record(
    z.string(),
    z.strictObject({ rows: z.int(), outcome: z.enum(['built', 'cut_off']), milliseconds: z.number().optional() }),
  ),
  /** Source files given to extraction; 0 for other tasks. */
  files: z.int(),
  /** Of these, files whose rows were remembered from an earlier extraction. */
  filesCached: z.int().optional(),
  rows: z.int(),
  milliseconds: z.number(),
  /** Of the workers, for extraction. */
  cpuMilliseconds: z.number().optional(),
  /** Why it failed. */
  error: z.string().optional(),
});

export const runRecordSchema = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  threads: z.int(),
  /** Of the whole process, workers and query engine included. */
  cpuMilliseconds: z.number(),
  peakMemoryBytes: z.int(),
  tasks: z.array(taskRecord),
});

export type RunRecord = z.infer<typeof runRecordSchema>;
export type TaskRecord = z.infer<typeof taskRecord>;
export type Outcome = z.infer<typeof outcome>;

/** Runs that are kept; the oldest go first. */
export const KEPT_RUNS = 50;

/** Ids sort by time, and two runs of the same millisecond differ. */
export const newRunId = (startedAt: Date): string =>
  `${startedAt.toISOString().replace(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`;

/** Writes the record below `runs` and forgets the oldest. Errors: `CPG_STORE_UNWRITABLE`. */
export function writeRunRecord(runs: string, record: RunRecord): void {
  writing(() => {
    const directory = join(runs, record.id);
    mkdirSync(directory, { recursive: true });
    const temporary = join(directory, 'run.json.tmp');
    writeFileSync(temporary, `${JSON.stringify(runRecordSchema.parse(record), null, 1)}\n`);
    renameSync(temporary, join(directory, 'run.json'));
    const known = readdirSync(runs).sort();
    for (const old of known.slice(0, Math.max(0, known.length - KEPT_RUNS))) {
      rmSync(join(runs, old), { recursive: true, force: true });
    }
  });
}
