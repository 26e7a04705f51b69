import { expect, test } from 'vitest';
import { leanWorkspace } from './built-workspace';
import { FUNCTIONS } from './lean-workspace';

const VIEW = FUNCTIONS.path;
const CI = { CI: 'true' };

test.each([
  ['the build', ['run', 'cpg:build']],
  ['a view', ['run', 'cpg:cpg_nodes']],
  ['what is affected', ['affected', '-t', 'cpg-build', '--base=HEAD']],
])('in CI, a declaration that was edited without a sync fails %s, though everything is cached', (_what, command) => {
  using workspace = leanWorkspace();
  workspace.edit(VIEW, "'function'", "'class'");
  const run = workspace.nx(command, CI);
  expect(run.exitCode).toBe(1);
  expect(run.output).toContain(`CPG_MANIFEST_STALE cpg.manifest.json does not match the declarations (${VIEW})`);
});

test('the failure is not cached, and nx sync ends it', () => {
  using workspace = leanWorkspace();
  workspace.edit(VIEW, "'function'", "'class'");
  expect(workspace.nx(['run', 'cpg:build'], CI).exitCode).toBe(1);
  expect(workspace.nx(['run', 'cpg:build'], CI).exitCode).toBe(1);
  expect(workspace.nx(['sync:check']).exitCode).toBe(1);
  workspace.nxOk(['sync']);
  workspace.nxOk(['sync:check']);
  workspace.nxOk(['run', 'cpg:build'], CI);
});

test('a new and a removed declaration count as edits', () => {
  using workspace = leanWorkspace();
  workspace.write('cpg/views/classes.sql', "-- Classes.\nSELECT path, name FROM cst_defs WHERE kind = 'class'\n");
  workspace.remove(VIEW);
  const run = workspace.nx(['run', 'cpg:build'], CI);
  expect(run.exitCode).toBe(1);
  expect(run.output).toContain(`${VIEW} is gone, cpg/views/classes.sql is new`);
});

test('a manifest with merge conflicts stops only the graph, and nx sync solves them', () => {
  using workspace = leanWorkspace();
  const before = workspace.read('cpg/cpg.manifest.json');
  const half = before.slice(0, 2000);
  workspace.write('cpg/cpg.manifest.json', `<<<<<<< HEAD\n${half}=======\n${half}>>>>>>> other\n${before.slice(2000)}`);
  workspace.nxOk(['show', 'project', 'ui']);
  const run = workspace.nx(['run', 'cpg:build'], CI);
  expect(run.exitCode).toBe(1);
  expect(run.output).toContain('CPG_MANIFEST_INVALID');
  workspace.nxOk(['sync']);
  expect(workspace.read('cpg/cpg.manifest.json')).toBe(before);
});
