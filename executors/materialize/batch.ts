/** All tasks of a run in one process: Nx prefers this over a process per task. */
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { announceBuild } from '../runtime/build-marks';
import { openRun } from './open-run';
import { type RunTask, runTasks, type TaskOutcome } from './run';

/** What Nx expects of a batch: results one by one, as they are known. */
export interface BatchedResult {
  readonly task: string;
  readonly result: {
    readonly success: boolean;
    readonly status: 'success' | 'failure' | 'skipped';
    readonly terminalOutput: string;
    readonly startTime: number;
    readonly endTime: number;
  };
}

/** Materialises every task of the batch; none is left out, since Nx would cache a later wave under a stale key. */
export async function* batchImplementation(
  taskGraph: TaskGraph,
  _inputs: Readonly<Record<string, unknown>>,
  _overrides: unknown,
  context: ExecutorContext,
): AsyncGenerator<BatchedResult> {
  const tasks = tasksOf(taskGraph);
  const session = openRun(context, tasks.length);
  try {
    await announceBuild(session.store.paths);
    for await (const outcome of runTasks(session, tasks)) yield batchedResult(outcome);
  } finally {
    await session.close();
  }
}

export default batchImplementation;

/** The tasks of a graph. Dependencies outside of it have run already, or come from the cache. */
export function tasksOf({ tasks, dependencies }: TaskGraph): readonly RunTask[] {
  return Object.values(tasks).map(({ id, target }) => ({
    id,
    project: target.project,
    target: target.target,
    needs: (dependencies[id] ?? []).map(idOf).filter((needed) => needed in tasks),
  }));
}

/** Nx 24 writes a dependency as an object, earlier versions as the id itself. */
const idOf = (dependency: string | { readonly id: string }): string =>
  typeof dependency === 'string' ? dependency : dependency.id;

const STATUS = { built: 'success', cut_off: 'success', failed: 'failure', skipped: 'skipped' } as const;

function batchedResult({ record, text, startedAt, finishedAt }: TaskOutcome): BatchedResult {
  const status = STATUS[record.outcome];
  const result = {
    success: status === 'success',
    status,
    terminalOutput: text,
    startTime: startedAt,
    endTime: finishedAt,
  };
  return { task: record.id, result };
}
