/** All project-scoped views of one stage, for one project. */
import { InvariantViolation } from '../../plugin/core/invariant';
import { targetDirectory } from '../../plugin/manifest/producer';
import type { PendingPartition } from '../runtime/store';
import { buildView } from './build-view';
import { withConnection } from './connection';
import type { Session } from './session';
import type { DatasetDone, MaterializeTask, TaskDone } from './task-run';

/** Builds the views of stage `index` in order; a later one reads an earlier one from its file, written or not. */
export async function runStage(session: Session, task: MaterializeTask, index: number): Promise<TaskDone> {
  const stage = session.manifest.stages.find((s) => s.index === index);
  const views = stage?.views ?? [];
  const partition = session.workspace.partition(task.project);
  const datasets: Record<string, DatasetDone> = {};
  const unwritten = new Map<string, PendingPartition>();
  await withConnection(session, async (connection) => {
    for (const name of views) {
      const place = { partition, producer: task.target, dataset: name };
      const view = await buildView({ session, name, place, partition, unwritten, connection });
      const parquet = view.kind === 'built' ? view.pending.stamp.parquet : view.stamp.parquet;
      if (parquet === null) throw new InvariantViolation(`view '${name}' is stamped as a gather`);
      datasets[name] = { rows: parquet.rows, outcome: view.kind };
      if (view.kind === 'built') unwritten.set(name, view.pending);
    }
  });
  session.store.commit([...unwritten.values()]);
  session.store.prune(targetDirectory(partition, task.target), new Set(views));
  return { datasets, files: 0 };
}
