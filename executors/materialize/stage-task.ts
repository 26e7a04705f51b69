/** All project-scoped views of one stage, for one project. */
import { InvariantViolation } from '../../plugin/core/invariant';
import { targetDirectory } from '../../plugin/manifest/producer';
import type { PendingPartition } from '../runtime/store';
import { buildView } from './build-view';
import { withConnection } from './connection';
import type { Session } from './session';
import type { DatasetDone, MaterializeTask, TaskDone } from './task-run';

/** Builds the views of stage `index`, each as soon as the files of those it reads are there, visible or not. */
export async function runStage(session: Session, task: MaterializeTask, index: number): Promise<TaskDone> {
  const stage = session.manifest.stages.find((s) => s.index === index);
  const views = stage?.views ?? [];
  const partition = session.workspace.partition(task.project);
  const unwritten = new Map<string, PendingPartition>();
  const started = new Map<string, Promise<DatasetDone>>();
  const build = async (name: string): Promise<DatasetDone> => {
    const inputs = Object.keys(session.manifest.views[name]?.inputs ?? {});
    await Promise.all(inputs.map((input) => started.get(input)));
    const from = Date.now();
    const place = { partition, producer: task.target, dataset: name };
    const view = await withConnection(session, (connection) =>
      buildView({ session, name, place, partition, unwritten, connection }),
    );
    const parquet = view.kind === 'built' ? view.pending.stamp.parquet : view.stamp.parquet;
    if (parquet === null) throw new InvariantViolation(`view '${name}' is stamped as a gather`);
    if (view.kind === 'built') unwritten.set(name, view.pending);
    return { rows: parquet.rows, outcome: view.kind, milliseconds: Date.now() - from };
  };
  // In the order of the manifest: what a view reads has been started before it.
  for (const name of views) started.set(name, build(name));
  // All of them end before the task does, so that nothing writes after a failure.
  await Promise.allSettled(started.values());
  const datasets: Record<string, DatasetDone> = {};
  for (const [name, view] of started) datasets[name] = await view;
  session.store.commit([...unwritten.values()]);
  session.store.prune(targetDirectory(partition, task.target), new Set(views));
  return { datasets, files: 0 };
}
