import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workspace } from './workspace';

/** Initialised, built and committed; every test works on a copy. */
let built: Workspace;
beforeAll(() => {
  built = Workspace.create('small');
  built.nxOk(['g', 'cpg:init']);
  built.commit('init');
  built.nxOk(['run', 'cpg:build']);
});
afterAll(() => built?.[Symbol.dispose]());

const misses = (run: ReturnType<Workspace['nx']>) =>
  [...run.tasks].filter(([, task]) => task.cache === 'cache-miss').map(([id]) => id);

test('a second run is all cache hits', () => {
  using workspace = built.copy();
  const run = workspace.nxOk(['run', 'cpg:build']);
  expect(run.tasks.size).toBeGreaterThan(5);
  expect(misses(run)).toEqual([]);
  expect(run.output).toMatch(/cpg {3}\d+ tasks: \d+ from the local cache/);
});
