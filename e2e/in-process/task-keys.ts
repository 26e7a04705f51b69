/** What Nx would make of a workspace, in this process: its projects, its tasks, and the key of each, by Nx's own hasher. */
import type { ProjectGraph, Task, TaskGraph } from '@nx/devkit';
import { HashPlanner, TaskHasher, WorkspaceContext } from 'nx/src/native';
import { transformProjectGraphForRust } from 'nx/src/native/transform-objects';
import { createTaskGraph } from 'nx/src/tasks-runner/create-task-graph';
import type { FileSnapshot } from '../../executors/materialize/file-snapshots';
import type { RunTask } from '../../executors/materialize/run';
import { createCpgNodes } from '../../plugin/nx/create-nodes';
import { sourceProjects } from '../../plugin/nx/projects';

export interface KeyedWorkspace {
  readonly graph: ProjectGraph;
  readonly files: FileSnapshot;
  /** The tasks of a target of the project `cpg` and of all it needs. */
  tasksOf(target: string): TaskGraph;
  /** Keys by the sources of now and the outputs on disk at the moment. */
  keys(tasks: readonly Task[], taskGraph: TaskGraph): ReadonlyMap<string, string>;
}

const NX_JSON = {};

/** In a batch of its own in Nx, and without outputs. */
export const MANIFEST_TASK = 'cpg:manifest';

/** Ids of the tasks that `id` waits for. */
export const neededBy = (graph: TaskGraph, id: string): readonly string[] =>
  (graph.dependencies[id] ?? []).map((dependency) => dependency.id);

/** `tasks` as the batch executor takes them. */
export function batchOf(graph: TaskGraph, tasks: readonly Task[]): readonly RunTask[] {
  const batch = tasks.filter(({ id }) => id !== MANIFEST_TASK);
  const ids = new Set(batch.map(({ id }) => id));
  return batch.map(({ id, target: { project, target } }) => {
    return { id, project, target, needs: neededBy(graph, id).filter((needed) => ids.has(needed)) };
  });
}

/** The workspace as it is on disk; `data` is a directory for Nx's own files. */
export function keyedWorkspace(root: string, data: string): KeyedWorkspace {
  const context = new WorkspaceContext(root, data);
  const paths = context.allFileData().map(({ file }) => file);
  const graph = projectGraph(paths, root);
  const roots = Object.fromEntries(Object.entries(graph.nodes).map(([name, node]) => [node.data.root, name]));
  const { projectFileMap, globalFiles, externalReferences } = context.getWorkspaceFiles(roots);
  if (externalReferences === undefined) throw new Error('Nx has no files of the workspace');
  const { projectFiles, allWorkspaceFiles, ignoredIndex } = externalReferences;
  const nodes = transformProjectGraphForRust(graph);
  const planner = new HashPlanner(NX_JSON, nodes);
  const hasher = new TaskHasher(
    root,
    nodes,
    projectFiles,
    allWorkspaceFiles,
    Buffer.from('{}'),
    {},
    null,
    { selectivelyHashTsConfig: false },
    ignoredIndex,
  );
  const hashes = (files: readonly { readonly file: string; readonly hash: string }[]) =>
    new Map(files.map(({ file, hash }) => [file, hash]));
  return {
    graph,
    files: {
      byProject: new Map(Object.entries(projectFileMap).map(([project, files]) => [project, hashes(files)])),
      unowned: hashes(globalFiles),
    },
    tasksOf: (target) => createTaskGraph(graph, {}, ['cpg'], [target], undefined, {}),
    keys(tasks, taskGraph) {
      const ids = tasks.map(({ id }) => id);
      const plans = planner.getPlansReference(ids, taskGraph);
      const found = hasher.hashPlans(plans, Object.fromEntries(ids.map((id) => [id, {}])), root);
      return new Map(ids.map((id) => [id, found[id]?.value ?? '']));
    },
  };
}

/** Projects by name, with the targets that the plugin gives them. */
function projectGraph(paths: readonly string[], root: string): ProjectGraph {
  const names = new Map(sourceProjects(paths, root).map((project) => [project.root, project.name]));
  const nodes: ProjectGraph['nodes'] = {};
  for (const [, { projects = {} }] of createCpgNodes(paths, root)) {
    for (const [directory, configuration] of Object.entries(projects)) {
      const name = configuration.name ?? names.get(directory) ?? directory;
      nodes[name] = { name, type: 'lib', data: { root: directory, targets: {}, ...configuration, name } };
    }
  }
  return { nodes, dependencies: Object.fromEntries(Object.keys(nodes).map((name) => [name, []])) };
}
