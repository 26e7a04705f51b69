/** The Nx workspace as tasks see it: which project owns which target, and which files belong to a task. */
import type { ProjectGraph } from '@nx/devkit';
import { CPG_PROJECT, MANIFEST_FILE } from '../../plugin/manifest/naming';
import { partitionOf, WORKSPACE_FILES_PARTITION } from '../../plugin/manifest/partition';
import { type FileHashes, type FileSnapshot, type FileSnapshots, readFileSnapshots } from './file-snapshots';

/** A file as Nx knew it when it hashed the task; `hash` is Nx's. */
export interface HashedFile {
  readonly path: string;
  readonly hash: string;
}

export interface TaskFiles {
  /** Sorted by path. */
  readonly files: readonly HashedFile[];
  /** Appeared, changed or vanished since Nx hashed the task. */
  readonly changed: readonly string[];
}

export interface Workspace {
  readonly root: string;
  /** Folder of the project `cpg`, relative to the root; `.` when it is the root itself. */
  readonly cpgRoot: string;
  /** Partition that the tasks of a project write. */
  partition(project: string): string;
  /** Partitions of all projects that own `target` now, sorted. */
  partitionsWith(target: string): readonly string[];
  /** Files that `target` of `project` is about. */
  files(project: string, target: string): Promise<TaskFiles>;
}

/** The workspace at `root`; `read` is called once, when the first files are asked for. */
export function openWorkspace(root: string, graph: ProjectGraph, read = readFileSnapshots): Workspace {
  const cpgRoot = graph.nodes[CPG_PROJECT]?.data.root ?? '.';
  const owners = (target: string) =>
    Object.keys(graph.nodes).filter((project) => graph.nodes[project]?.data.targets?.[target] !== undefined);
  /** Files outside every project are extracted by `cpg`, unless it is the root and owns them like any other project. */
  const takesTheRest = (project: string) => project === CPG_PROJECT && cpgRoot !== '.';
  const partition = (project: string) => (takesTheRest(project) ? WORKSPACE_FILES_PARTITION : partitionOf(project));
  let snapshots: Promise<FileSnapshots> | undefined;

  const ownFiles = (snapshot: FileSnapshot, project: string, target: string): FileHashes => {
    const own = snapshot.byProject.get(project) ?? new Map<string, string>();
    const files = takesTheRest(project) ? [...own, ...unextracted(snapshot, new Set(owners(target)))] : [...own];
    return new Map(files.filter(([path]) => !isGraphConfiguration(path, cpgRoot)));
  };

  return {
    root,
    cpgRoot,
    partition,
    partitionsWith: (target) => owners(target).map(partition).sort(),
    async files(project, target) {
      snapshots ??= read(graph);
      const { now, hashed } = await snapshots;
      const found = ownFiles(now, project, target);
      const known = hashed === null ? found : ownFiles(hashed, project, target);
      const changed = [...new Set([...found.keys(), ...known.keys()])].filter((p) => found.get(p) !== known.get(p));
      const files = [...known].map(([path, hash]) => ({ path, hash }));
      return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), changed: changed.sort() };
    },
  };
}

/** Files of no project, and of projects that are not in `extracted`. */
const unextracted = (snapshot: FileSnapshot, extracted: ReadonlySet<string>) => [
  ...snapshot.unowned,
  ...[...snapshot.byProject].filter(([project]) => !extracted.has(project)).flatMap(([, files]) => [...files]),
];

/** The manifest and, unless the graph's project is the root, its declarations: what the graph is made with, not of. */
const isGraphConfiguration = (path: string, cpgRoot: string): boolean =>
  path === (cpgRoot === '.' ? MANIFEST_FILE : `${cpgRoot}/${MANIFEST_FILE}`) ||
  (cpgRoot !== '.' && path.startsWith(`${cpgRoot}/`));
