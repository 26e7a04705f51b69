/** Where everything is on disk: the one place that knows the layout of `.cpg`. */
import { join } from 'node:path';
import { PARQUET_FILE, STAMP_FILE, STORE_DIRECTORY } from '../../plugin/manifest/naming';
import { WORKSPACE_PARTITION } from '../../plugin/manifest/partition';
import { targetDirectory, workspaceDirectory } from '../../plugin/manifest/producer';
import type { Lane } from '../../plugin/schema/semantic-type';

/** One partition of a dataset, wherever it is. */
export interface DatasetPlace {
  readonly partition: string;
  /** Target that writes it; null for views and gathers of the whole workspace, whose target has the dataset's name. */
  readonly producer: string | null;
  readonly dataset: string;
}

export const workspacePlace = (dataset: string): DatasetPlace => ({
  partition: WORKSPACE_PARTITION,
  producer: null,
  dataset,
});

export interface StorePaths {
  readonly workspaceRoot: string;
  readonly data: string;
  readonly runs: string;
  /** Rows of files, from earlier extractions; see `evidence-cache.ts`. */
  readonly cache: string;
  /** Files being written; a rename within one file system moves them to their place. */
  readonly temporary: string;
  /** Marks of builds, and the lock of a watch; see `build-marks.ts`. */
  readonly marks: string;
}

export function storePaths(workspaceRoot: string): StorePaths {
  const root = join(workspaceRoot, STORE_DIRECTORY);
  return {
    workspaceRoot,
    data: join(root, 'data'),
    runs: join(root, 'runs'),
    cache: join(root, 'cache'),
    temporary: join(root, 'tmp'),
    marks: join(root, 'marks'),
  };
}

/** A dataset's directory, relative to the workspace root, with `/`. */
export const placeDirectory = ({ partition, producer, dataset }: DatasetPlace): string =>
  producer === null ? workspaceDirectory(dataset) : `${targetDirectory(partition, producer)}/${dataset}`;

/** Its Parquet file, relative to the workspace root, with `/`. */
export const parquetPath = (place: DatasetPlace): string => `${placeDirectory(place)}/${PARQUET_FILE}`;

/** Parts of a dataset's directory, absolute. */
export function datasetFiles({ workspaceRoot }: StorePaths, place: DatasetPlace) {
  const directory = join(workspaceRoot, placeDirectory(place));
  return {
    directory,
    parquet: join(workspaceRoot, parquetPath(place)),
    stamp: join(directory, STAMP_FILE),
    lane: (lane: Lane) => join(directory, 'lanes', lane),
  };
}
