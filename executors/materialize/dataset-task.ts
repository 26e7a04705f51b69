/** A target of the project `cpg` that bears a dataset's name: a view of the whole workspace, or a gather. */
import { InvariantViolation } from '../../plugin/core/invariant';
import { datasetColumns } from '../../plugin/manifest/dataset-columns';
import type { ManifestColumn } from '../../plugin/manifest/manifest-schema';
import { producerOf } from '../../plugin/manifest/producer';
import { laneFiles } from '../runtime/lanes';
import { type GatheredPartition, type Stamp, sameKey } from '../runtime/stamp';
import { parquetPath, workspacePlace } from '../runtime/store-paths';
import { buildView } from './build-view';
import { withConnection } from './connection';
import { ownPart } from './inputs';
import type { Session } from './session';
import type { TaskDone } from './task-run';

export async function runDataset(session: Session, dataset: string): Promise<TaskDone> {
  const producer = producerOf(session.manifest, dataset);
  if (producer === undefined) throw new InvariantViolation(`the manifest has no dataset '${dataset}'`);
  return producer.kind === 'workspace'
    ? runWorkspaceView(session, dataset)
    : runGather(session, dataset, producer.target);
}

async function runWorkspaceView(session: Session, name: string): Promise<TaskDone> {
  const place = workspacePlace(name);
  const unwritten = new Map();
  const view = await withConnection(session, (connection) =>
    buildView({ session, name, place, partition: null, unwritten, connection }),
  );
  if (view.kind === 'built') session.store.commit([view.pending]);
  const stamp = view.kind === 'built' ? view.pending.stamp : view.stamp;
  return { datasets: { [name]: { rows: stamp.parquet?.rows ?? 0, outcome: view.kind } }, files: 0 };
}

/**
 * Makes the partitions of all projects that own `target` now one dataset: a list, no rows. A project that has gone,
 * or no longer makes the dataset, is not in it, whatever is left on disk.
 *
 * Errors: those of `ownPart`.
 */
async function runGather(session: Session, dataset: string, target: string): Promise<TaskDone> {
  const columns = columnsOf(session, dataset);
  const partitions: GatheredPartition[] = [];
  for (const partition of session.workspace.partitionsWith(target)) {
    const source = { partition, producer: target, dataset };
    const { sha256, rows, columns: digests } = await ownPart(session, source);
    partitions.push({ partition, path: parquetPath(source), sha256, rows, columns: digests });
  }
  const place = workspacePlace(dataset);
  const shape = columns.map((c): [string, string] => [c.name, c.type]);
  const engine = session.manifest.engine.digest;
  const stamp: Stamp = {
    version: 1,
    key: { kind: 'gather', dataset, engine, columns: shape, partitions },
    parquet: null,
  };
  const lanes = laneFiles(columns, partitions);
  const found = await session.store.intact(place, () => lanes);
  const cutOff = found !== null && sameKey(found.key, stamp.key);
  if (!cutOff) session.store.commit([{ place, stamp, lanes, parquet: null }]);
  const rows = partitions.reduce((sum, p) => sum + p.rows, 0);
  return { datasets: { [dataset]: { rows, outcome: cutOff ? 'cut_off' : 'built' } }, files: 0 };
}

function columnsOf({ manifest }: Session, dataset: string): readonly ManifestColumn[] {
  const columns = datasetColumns(manifest, dataset);
  if (columns === undefined) throw new InvariantViolation(`the manifest has no dataset '${dataset}'`);
  return columns;
}
