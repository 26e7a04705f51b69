import { expect, test } from 'vitest';
import { LEAN } from './lean-workspace';
import { Workspace } from './workspace';

test('running init again changes nothing', () => {
  using workspace = Workspace.create('small');
  workspace.nxOk(['g', 'cpg:init']);
  workspace.commit('init');
  workspace.nxOk(['g', 'cpg:init']);
  expect(workspace.git('status', '--porcelain')).toBe('');
});

test('a workspace without package manager workspaces gets a graph, in a folder of its choice', () => {
  using workspace = Workspace.create('small');
  workspace.write('package.json', '{ "name": "plain", "private": true }\n');
  workspace.write('tools/graph/cpg.config.ts', LEAN);
  workspace.nxOk(['g', 'cpg:init', '--directory=tools/graph']);
  workspace.nxOk(['run', 'cpg:build']);
  const found = workspace.query('SELECT path FROM repo_files ORDER BY path').map((row) => row.path);
  expect(found).toContain('ts/api/src/index.ts');
  expect(found.filter((path) => String(path).startsWith('tools/graph/'))).toEqual([]);
});

test('Nx lists what the plugin can do', () => {
  using workspace = Workspace.create('small');
  workspace.nxOk(['g', 'cpg:init']);
  const { output } = workspace.nxOk(['list', 'cpg']);
  for (const name of ['init', 'materialize', 'query']) expect(output).toContain(name);
});
