/** Workspaces in which the graph has been built, and what a run did in them. */
import { inject } from 'vitest';
import { type NxRun, Workspace } from './workspace';

/** The small fixture: initialised, committed and built by two threads, with all evidence. Tests work on copies of it. */
export function builtWorkspace(): Workspace {
  const workspace = Workspace.create('small');
  workspace.nxOk(['g', 'cpg:init']);
  workspace.commit('init');
  workspace.nxOk(['run', 'cpg:build'], { CPG_THREADS: '2' });
  return workspace;
}

/** The same without the evidence that takes longest; built once for all test files, each of which gets a copy. */
export const leanWorkspace = (left?: Parameters<Workspace['copy']>[0]): Workspace =>
  Workspace.at(inject('leanWorkspace')).copy(left);

/** Ids of the tasks that no cache answered, sorted. */
export const misses = ({ tasks }: NxRun): readonly string[] =>
  [...tasks]
    .filter(([, task]) => task.cache === 'cache-miss')
    .map(([id]) => id)
    .sort();

/** The store of a build from nothing of the same sources. */
export function cleanStore(workspace: Workspace): ReadonlyMap<string, string> {
  using clean = workspace.copy({ caches: false, store: false });
  clean.nxOk(['run', 'cpg:build']);
  return clean.storeDigests();
}
