/** Which datasets of the store can be queried now, and the Parquet files of each. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { MANIFEST_FILE } from '../../plugin/manifest/naming';
import { WORKSPACE_PARTITION } from '../../plugin/manifest/partition';
import { producerOf } from '../../plugin/manifest/producer';
import { readManifest } from '../../plugin/manifest/read-manifest';
import { parseStamp, type Stamp } from '../runtime/stamp';
import { datasetFiles, parquetPath, storePaths, workspacePlace } from '../runtime/store-paths';

export interface QueryableDataset {
  readonly name: string;
  readonly rows: number;
  /** Absolute; empty for a dataset without partitions. */
  readonly files: readonly string[];
  /** Name and DuckDB type of every column. */
  readonly columns: readonly (readonly [string, string])[];
}

/**
 * Stamped datasets in order of their names. A dataset whose files have gone is left out, and so is one that the
 * manifest no longer knows, when a manifest can be found.
 */
export function queryableDatasets(workspaceRoot: string): readonly QueryableDataset[] {
  const manifest = findManifest(workspaceRoot);
  const known = (name: string) => manifest === null || producerOf(manifest, name) !== undefined;
  const { data } = storePaths(workspaceRoot);
  return entriesOf(join(data, WORKSPACE_PARTITION))
    .filter(known)
    .sort()
    .flatMap((name) => {
      const stamp = readStamp(workspaceRoot, name);
      const dataset = stamp && describe(workspaceRoot, name, stamp);
      return dataset?.files.every((file) => existsSync(file)) ? [dataset] : [];
    });
}

function describe(workspaceRoot: string, name: string, { key, parquet }: Stamp): QueryableDataset {
  const parts =
    key.kind === 'gather' ? key.partitions : [{ path: parquetPath(workspacePlace(name)), rows: parquet?.rows ?? 0 }];
  return {
    name,
    rows: parts.reduce((sum, part) => sum + part.rows, 0),
    files: parts.map((part) => join(workspaceRoot, part.path)),
    columns: key.columns,
  };
}

function readStamp(workspaceRoot: string, name: string): Stamp | null {
  try {
    return parseStamp(readFileSync(datasetFiles(storePaths(workspaceRoot), workspacePlace(name)).stamp, 'utf8'));
  } catch {
    return null;
  }
}

function findManifest(workspaceRoot: string): Manifest | null {
  const file = findManifestFile(workspaceRoot);
  const read = file === undefined ? null : readManifest(file, MANIFEST_FILE);
  return read?.ok ? read.value : null;
}

/** The manifest of the workspace: at its root, or in a folder near it. Absolute. */
export function findManifestFile(workspaceRoot: string): string | undefined {
  const folders = [workspaceRoot, join(workspaceRoot, 'cpg'), ...foldersIn(workspaceRoot)];
  const more = folders.slice(2).flatMap(foldersIn);
  return [...folders, ...more].map((f) => join(f, MANIFEST_FILE)).find((f) => existsSync(f));
}

const foldersIn = (folder: string): readonly string[] =>
  entriesOf(folder)
    .filter((name) => !name.startsWith('.') && name !== 'node_modules')
    .map((name) => join(folder, name));

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The Nx workspace around `directory`: the nearest folder upward with an `nx.json`; null outside of one. */
export function findWorkspaceRoot(directory: string): string | null {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, 'nx.json'))) return at;
    if (dirname(at) === at) return null;
  }
}
