/** Which tasks a change reaches: extractions by the files they read, the others by the datasets they read. */
import { InvariantViolation } from '../../plugin/core/invariant';
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { roleOf } from '../../plugin/manifest/naming';
import { WORKSPACE_PARTITION } from '../../plugin/manifest/partition';
import { producerOf } from '../../plugin/manifest/producer';
import type { RunTask } from '../materialize/run';
import type { Workspace } from '../materialize/workspace';
import { type DatasetPlace, workspacePlace } from '../runtime/store-paths';

/** What a task reads and writes, as names that tasks share. Extractions read files instead. */
export interface TaskEnds {
  readonly task: RunTask;
  readonly reads: readonly string[];
  readonly writes: readonly DatasetPlace[];
}

/** Partitions of a dataset; `*` stands for all of them. */
const datasetName = (partition: string, dataset: string): string => `${partition}/${dataset}`;

/** Under every name that somebody may read it by. */
export const namesOf = ({ partition, dataset }: DatasetPlace): readonly string[] =>
  partition === WORKSPACE_PARTITION
    ? [datasetName(partition, dataset)]
    : [datasetName(partition, dataset), datasetName('*', dataset)];

export function endsOf(manifest: Manifest, workspace: Workspace, task: RunTask): TaskEnds {
  const role = roleOf(task.target);
  const partition = workspace.partition(task.project);
  const produced = (datasets: readonly string[]): readonly DatasetPlace[] =>
    datasets.map((dataset) => ({ partition, producer: task.target, dataset }));
  switch (role.kind) {
    case 'extract':
      return { task, reads: [], writes: produced(Object.keys(manifest.extractors[role.extractor]?.datasets ?? {})) };
    case 'stage': {
      const stage = manifest.stages.find(({ index }) => index === role.stage);
      const inputs = Object.keys(stage?.inputs ?? {});
      return {
        task,
        reads: inputs.map((dataset) => datasetName(partitionRead(manifest, dataset, partition), dataset)),
        writes: produced(stage?.views ?? []),
      };
    }
    case 'dataset': {
      const { dataset } = role;
      const gathers = producerOf(manifest, dataset)?.kind === 'partitioned';
      const inputs = Object.keys(manifest.views[dataset]?.inputs ?? {});
      const reads = gathers
        ? [datasetName('*', dataset)]
        : inputs.map((input) => datasetName(WORKSPACE_PARTITION, input));
      return { task, reads, writes: [workspacePlace(dataset)] };
    }
    default:
      throw new InvariantViolation(`'${task.id}' makes no dataset`);
  }
}

const partitionRead = (manifest: Manifest, dataset: string, partition: string): string =>
  producerOf(manifest, dataset)?.kind === 'partitioned' ? partition : WORKSPACE_PARTITION;

/** `dirty` tasks and all that read what they write, directly or not, in the order of `all`. */
export function reachedBy(dirty: ReadonlySet<string>, all: readonly TaskEnds[]): readonly TaskEnds[] {
  const readers = new Map<string, TaskEnds[]>();
  for (const ends of all) for (const name of ends.reads) readers.set(name, [...(readers.get(name) ?? []), ends]);
  const reached = new Set<string>();
  const visit = (ends: TaskEnds): void => {
    if (reached.has(ends.task.id)) return;
    reached.add(ends.task.id);
    for (const name of ends.writes.flatMap(namesOf)) readers.get(name)?.forEach(visit);
  };
  all.filter(({ task }) => dirty.has(task.id)).forEach(visit);
  return all.filter(({ task }) => reached.has(task.id));
}
