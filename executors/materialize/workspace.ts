/** The Nx workspace as tasks see it: which project owns which target, and which files belong to a task. */
import type { ProjectGraph } from '@nx/devkit';
import { COMPILED_FILES, CPG_PROJECT } from '../../plugin/manifest/naming';
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

/** A project that another one depends on, directly or not. */
export interface Dependency {
  readonly name: string;
  /** Relative to the workspace root. */
  readonly root: string;
}

/** What is around the files of a task, for an extractor that reads whole projects. */
export interface TaskContext extends TaskFiles {
  /** Folder of the project relative to the workspace root; `.` for the root, and for files of no project. */
  readonly root: string;
  /** Sorted by name. */
  readonly dependencies: readonly Dependency[];
}

/** Which files are context, by path. */
export interface ContextQuery {
  /** In projects that this one depends on; in this one it is no context. */
  readonly source: (path: string) => boolean;
  /** In any project or none. */
  readonly anywhere: (path: string) => boolean;
  /** At the workspace root. */
  readonly root: (path: string) => boolean;
}

export interface Workspace {
  readonly root: string;
  /** Folder of the project `cpg`, relative to the root; `.` when it is the root itself. */
  readonly cpgRoot: string;
  /** Partition that the tasks of a project write. */
  partition(project: string): string;
  /** Folder of the project relative to the root, `.` for the root itself; that too for `cpg` if it takes files of no project. */
  rootOf(project: string): string;
  /** Partitions of all projects that own `target` now, sorted. */
  partitionsWith(target: string): readonly string[];
  /** Files that `target` of `project` is about. */
  files(project: string, target: string): Promise<TaskFiles>;
  /** Files around those, and configuration among them. For files of no project only the others of that kind are around. */
  context(project: string, target: string, query: ContextQuery): Promise<TaskContext>;
}

/** The workspace at `root`; `read` is called once, when the first files are asked for. */
export function openWorkspace(root: string, graph: ProjectGraph, read = readFileSnapshots): Workspace {
  const cpgRoot = graph.nodes[CPG_PROJECT]?.data.root ?? '.';
  const owners = (target: string) =>
    Object.keys(graph.nodes).filter((project) => graph.nodes[project]?.data.targets?.[target] !== undefined);
  /** Files outside every project are extracted by `cpg`, unless it is the root and owns them like any other project. */
  const takesTheRest = (project: string) => project === CPG_PROJECT && cpgRoot !== '.';
  const partition = (project: string) => (takesTheRest(project) ? WORKSPACE_FILES_PARTITION : partitionOf(project));
  const rootOf = (project: string) => (takesTheRest(project) ? '.' : (graph.nodes[project]?.data.root ?? '.'));
  let snapshots: Promise<FileSnapshots> | undefined;

  const ownFiles = (snapshot: FileSnapshot, project: string, target: string): FileHashes => {
    const own = snapshot.byProject.get(project) ?? new Map<string, string>();
    const files = takesTheRest(project) ? [...own, ...unextracted(snapshot, new Set(owners(target)))] : [...own];
    return new Map(files.filter(([path]) => !isGraphConfiguration(path, cpgRoot)));
  };

  const dependenciesOf = (project: string): readonly Dependency[] => {
    const found = new Set<string>();
    const visit = (name: string): void => {
      for (const { target } of graph.dependencies[name] ?? []) {
        if (target === project || found.has(target) || graph.nodes[target] === undefined) continue;
        found.add(target);
        visit(target);
      }
    };
    visit(project);
    return [...found].sort().map((name) => ({ name, root: graph.nodes[name]?.data.root ?? '.' }));
  };

  const contextFiles = (snapshot: FileSnapshot, project: string, target: string, query: ContextQuery): FileHashes => {
    const own = ownFiles(snapshot, project, target);
    const dependencies = takesTheRest(project) ? [] : dependenciesOf(project);
    const near = dependencies.flatMap(({ name }) =>
      [...(snapshot.byProject.get(name) ?? [])].filter(([path]) => query.source(path)),
    );
    const everything = takesTheRest(project)
      ? own
      : [...snapshot.unowned, ...[...snapshot.byProject.values()].flatMap((files) => [...files])];
    const configuration = [...everything].filter(
      ([path]) => query.anywhere(path) || (!path.includes('/') && query.root(path)),
    );
    return new Map([...near, ...configuration].filter(([path]) => !(own.has(path) && query.source(path))));
  };

  /** The files that `select` finds as Nx hashed them, and how the workspace differs from that now. */
  const comparison = async (select: (snapshot: FileSnapshot) => FileHashes): Promise<TaskFiles> => {
    snapshots ??= read(graph);
    const { now, hashed } = await snapshots;
    const found = select(now);
    const known = hashed === null ? found : select(hashed);
    const changed = [...new Set([...found.keys(), ...known.keys()])].filter((p) => found.get(p) !== known.get(p));
    const files = [...known].map(([path, hash]) => ({ path, hash }));
    return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), changed: changed.sort() };
  };

  return {
    root,
    cpgRoot,
    partition,
    rootOf,
    partitionsWith: (target) => owners(target).map(partition).sort(),
    files: (project, target) => comparison((snapshot) => ownFiles(snapshot, project, target)),
    async context(project, target, query) {
      const files = await comparison((snapshot) => contextFiles(snapshot, project, target, query));
      return { ...files, root: rootOf(project), dependencies: takesTheRest(project) ? [] : dependenciesOf(project) };
    },
  };
}

/** Files of no project, and of projects that are not in `extracted`. */
const unextracted = (snapshot: FileSnapshot, extracted: ReadonlySet<string>) => [
  ...snapshot.unowned,
  ...[...snapshot.byProject].filter(([project]) => !extracted.has(project)).flatMap(([, files]) => [...files]),
];

/** The manifest, its keys and, unless the graph's project is the root, its declarations: what the graph is made with, not of. */
const isGraphConfiguration = (path: string, cpgRoot: string): boolean =>
  cpgRoot === '.' ? COMPILED_FILES.includes(path) : path.startsWith(`${cpgRoot}/`);
