import { expect, test } from 'vitest';
import { leanWorkspace, misses } from './built-workspace';

test('after nx reset, and without its cache, every task runs, and finds what is on disk to be current', () => {
  using workspace = leanWorkspace();
  const before = workspace.storeDigests();
  workspace.nxOk(['reset']);
  for (const options of [[], ['--skip-nx-cache']]) {
    const run = workspace.nxOk(['run', 'cpg:build', ...options]);
    expect(misses(run)).toEqual([...run.tasks.keys()].sort());
    const outcomes = workspace.lastRun();
    // Checking the manifest is in no batch.
    expect(misses(run).filter((id) => !outcomes.has(id))).toEqual(['cpg:manifest']);
    expect([...outcomes].filter(([, outcome]) => outcome !== 'cut_off')).toEqual([['cpg:build', 'built']]);
    expect(workspace.storeDigests()).toEqual(before);
  }
});
