/** The files of the workspace twice: as they are now, and as they were when Nx computed the keys of this run. */
import type { ProjectGraph } from '@nx/devkit';
import { createFileMapUsingProjectGraph } from 'nx/src/project-graph/file-map-utils';
import { readFileMapCache } from 'nx/src/project-graph/nx-deps-cache';

/** Path, relative to the workspace root, to Nx's hash of the content. */
export type FileHashes = ReadonlyMap<string, string>;

export interface FileSnapshot {
  readonly byProject: ReadonlyMap<string, FileHashes>;
  /** Files of no project. */
  readonly unowned: FileHashes;
}

export interface FileSnapshots {
  readonly now: FileSnapshot;
  /** Null when Nx was told not to write it down (`NX_CACHE_PROJECT_GRAPH=false`); an older one would be wrong. */
  readonly hashed: FileSnapshot | null;
}

/**
 * Nx writes down the files it hashed before it runs anything. A file that has another hash now would have its rows
 * cached under a key that they do not belong to.
 */
export async function readFileSnapshots(graph: ProjectGraph): Promise<FileSnapshots> {
  const { fileMap } = await createFileMapUsingProjectGraph(graph);
  const recorded = process.env.NX_CACHE_PROJECT_GRAPH === 'false' ? undefined : readFileMapCache()?.fileMap;
  return { now: snapshotOf(fileMap), hashed: recorded === undefined ? null : snapshotOf(recorded) };
}

interface HashedFileData {
  readonly file: string;
  readonly hash: string;
}

interface FileMap {
  readonly projectFileMap: Readonly<Record<string, readonly HashedFileData[]>>;
  readonly nonProjectFiles: readonly HashedFileData[];
}

function snapshotOf({ projectFileMap, nonProjectFiles }: FileMap): FileSnapshot {
  const hashes = (files: readonly HashedFileData[]): FileHashes => new Map(files.map((f) => [f.file, f.hash]));
  return {
    byProject: new Map(Object.entries(projectFileMap).map(([project, files]) => [project, hashes(files)])),
    unowned: hashes(nonProjectFiles),
  };
}
