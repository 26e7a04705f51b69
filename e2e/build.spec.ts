import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtWorkspace, misses } from './built-workspace';
import type { Workspace } from './workspace';

let built: Workspace;
beforeAll(() => {
  built = builtWorkspace();
});
afterAll(() => built?.[Symbol.dispose]());

test('the build prints how many nodes and edges of each kind there are', () => {
  using workspace = built.copy();
  const { output } = workspace.nxOk(['run', 'cpg:build']);
  const [{ files } = { files: 0 }] = workspace.query('SELECT count(*)::int AS files FROM repo_files');
  expect(output).toMatch(new RegExp(`^ {2}FILE +${files}$`, 'm'));
  expect(output).toMatch(/^edges +\d+$/m);
});

test('a second run is all cache hits, and so it is with a process per plugin', () => {
  using workspace = built.copy();
  const run = workspace.nxOk(['run', 'cpg:build'], { NX_ISOLATE_PLUGINS: 'true' });
  expect(run.tasks.size).toBeGreaterThan(5);
  expect(misses(run)).toEqual([]);
  expect(run.output).toMatch(/cpg {3}(\d+) tasks: \1 from the local cache/);
});

test('a deleted store comes back from the cache with the same bytes', () => {
  using workspace = built.copy();
  const before = workspace.storeDigests();
  workspace.remove('.cpg');
  const run = workspace.nxOk(['run', 'cpg:build']);
  expect(misses(run)).toEqual([]);
  expect(workspace.storeDigests()).toEqual(before);
});

test('another directory and another number of threads give the same bytes', () => {
  using other = built.copy({ caches: false, store: false });
  other.nxOk(['run', 'cpg:build'], { CPG_THREADS: '1' });
  expect(other.storeDigests()).toEqual(built.storeDigests());
});
