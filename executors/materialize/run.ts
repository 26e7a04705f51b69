/** One run: its tasks in order of urgency, each outcome as soon as it is known, and the record at the end. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticError } from '../../plugin/core/diagnostic';
import { InvariantViolation } from '../../plugin/core/invariant';
import { roleOf } from '../../plugin/manifest/naming';
import { newRunId, type RunRecord, type TaskRecord, writeRunRecord } from '../runtime/run-record';
import { filesToExtract } from './extraction-files';
import { missingTools } from './missing-tools';
import { runTask } from './run-task';
import { type ScheduledTask, type Settled, schedule } from './schedule';
import type { Session } from './session';
import type { MaterializeTask, TaskDone } from './task-run';

export interface RunTask extends MaterializeTask {
  /** Ids of tasks of this run that must succeed first. */
  readonly needs: readonly string[];
}

export interface TaskOutcome {
  readonly record: TaskRecord;
  /** For the terminal, with a line break at the end. */
  readonly text: string;
  readonly startedAt: number;
  readonly finishedAt: number;
}

/** Extractions at once: the second keeps the workers busy while the first one's last files and its writing go on. */
const EXTRACTIONS = 2;
/** Tasks of the query engine at once; each may hold a sort and a writer's row groups in memory. */
const QUERIES = 4;

/** Runs `tasks`, yields each as it settles, and writes the run record. The caller closes the session. */
export async function* runTasks(session: Session, tasks: readonly RunTask[]): AsyncGenerator<TaskOutcome> {
  const startedAt = new Date();
  const cpu = process.cpuUsage();
  const records: TaskRecord[] = [];
  const missing = await missingTools(session, tasks);
  if (missing !== null) session.progress.note(missing);
  for await (const outcome of settleTasks(session, tasks)) {
    records.push(outcome.record);
    yield outcome;
  }
  const used = process.cpuUsage(cpu);
  const record: RunRecord = {
    version: 1,
    id: newRunId(startedAt),
    startedAt: startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    threads: session.threads,
    cpuMilliseconds: Math.round((used.user + used.system) / 1000),
    peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    tasks: records,
  };
  writeRunRecord(session.store.paths.runs, record);
}

/** The tasks of a run in order of urgency, each as it settles; `perform` is what running one means. */
export async function* settleTasks(
  session: Session,
  tasks: readonly RunTask[],
  perform: typeof runTask = runTask,
): AsyncGenerator<TaskOutcome> {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const started = new Map<string, number>();
  const scheduled: ScheduledTask[] = [];
  for (const task of tasks) scheduled.push(await scheduledTask(session, task));
  const slots = (resource: string) => (resource === 'workers' ? EXTRACTIONS : Math.min(QUERIES, session.threads));
  const run = async (id: string): Promise<TaskDone> => {
    const task = byId.get(id);
    if (task === undefined) throw new InvariantViolation(`'${id}' is not a task of this run`);
    started.set(id, Date.now());
    const progress = session.progress.start(id);
    try {
      return await perform(session, task, progress);
    } finally {
      session.progress.end(progress);
    }
  };
  let extractions = scheduled.filter((task) => task.resource === 'workers').length;
  const resources = new Map(scheduled.map((task) => [task.id, task.resource]));
  for await (const settled of schedule(scheduled, slots, run)) {
    // The parsers' memory is worth more to the large sorts that come last.
    if (resources.get(settled.id) === 'workers' && --extractions === 0) await session.evidence.release();
    const finishedAt = Date.now();
    const from = started.get(settled.id) ?? finishedAt;
    const record = recordOf(settled, finishedAt - from);
    yield { record, text: textOf(record, settled), startedAt: from, finishedAt };
  }
}

async function scheduledTask(session: Session, task: RunTask): Promise<ScheduledTask> {
  const { bottomLevel } = session.manifest.schedule;
  const role = roleOf(task.target);
  const urgency = async () => {
    if (role.kind === 'extract') return bytesToExtract(session, task, role.extractor);
    const views =
      role.kind === 'stage' ? session.manifest.stages.find((s) => s.index === role.stage)?.views : [task.target];
    return Math.max(0, ...(views ?? []).map((view) => bottomLevel[view] ?? 0));
  };
  const { id, needs } = task;
  return { id, needs, resource: role.kind === 'extract' ? 'workers' : 'engine', urgency: await urgency() };
}

async function bytesToExtract(session: Session, task: RunTask, extractor: string): Promise<number> {
  const { files } = await filesToExtract(session, task, extractor);
  const sizeOf = (path: string) => statSync(join(session.workspace.root, path), { throwIfNoEntry: false })?.size ?? 0;
  return files.reduce((sum, file) => sum + sizeOf(file.path), 0);
}

function recordOf(settled: Settled<TaskDone>, milliseconds: number): TaskRecord {
  const { id } = settled;
  const nothing = { id, datasets: {}, files: 0, rows: 0, milliseconds };
  switch (settled.kind) {
    case 'skipped':
      return { ...nothing, outcome: 'skipped', error: `needs ${settled.because.join(', ')}` };
    case 'failed':
      return { ...nothing, outcome: 'failed', error: describeError(settled.error) };
    case 'done': {
      const { datasets, files, filesCached, cpuMilliseconds } = settled.value;
      const all = Object.values(datasets);
      const cutOff = all.length > 0 && all.every((d) => d.outcome === 'cut_off');
      return {
        ...nothing,
        outcome: cutOff ? 'cut_off' : 'built',
        datasets,
        files,
        rows: all.reduce((sum, d) => sum + d.rows, 0),
        ...(filesCached === undefined ? {} : { filesCached }),
        ...(cpuMilliseconds === undefined ? {} : { cpuMilliseconds }),
      };
    }
  }
}

/** A user's mistake as its diagnostics say it; a defect of ours with the place in the code. */
function describeError(error: unknown): string {
  if (error instanceof DiagnosticError) return error.message;
  if (error instanceof InvariantViolation) return `This is a defect of cpg. ${error.stack ?? error.message}`;
  return error instanceof Error ? error.message : String(error);
}

const count = (n: number): string => n.toLocaleString('en-US');

/** Datasets named in one line. */
const NAMED = 4;

function textOf(record: TaskRecord, settled: Settled<TaskDone>): string {
  if (settled.kind === 'done' && settled.value.text !== undefined) return `${settled.value.text}\n`;
  if (record.error !== undefined) return `${record.error}\n`;
  const names = Object.entries(record.datasets).map(([name, d]) => `${name} ${count(d.rows)}`);
  const listed = names.length > NAMED ? [...names.slice(0, NAMED), `${names.length - NAMED} more`] : names;
  const what = listed.length === 0 ? 'nothing to do' : `rows: ${listed.join(', ')}`;
  const remembered = record.filesCached ? `, ${count(record.filesCached)} remembered` : '';
  const files = record.files === 0 ? '' : ` from ${count(record.files)} files${remembered},`;
  return `${record.outcome === 'cut_off' ? 'unchanged, ' : ''}${what}${files} in ${record.milliseconds} ms\n`;
}
