import { expect, test } from 'vitest';
import { leanWorkspace, misses } from './built-workspace';
import { FUNCTIONS } from './lean-workspace';
import type { Workspace } from './workspace';

const { path: VIEW, sql: SQL } = FUNCTIONS;

const run = (workspace: Workspace) => workspace.nxOk(['run-many', '-t', 'build', 'functions', '-p', 'cpg']);

test('every view can be built and asked alone', () => {
  using workspace = leanWorkspace({ caches: false, store: false });
  const { tasks } = workspace.nxOk(['run', 'cpg:functions']);
  expect([...tasks.keys()]).not.toContain('cpg:build');
  expect(workspace.query('SELECT name FROM functions ORDER BY name')).toContainEqual({ name: 'cents' });
});

test('formatting a view rebuilds no data', () => {
  using workspace = leanWorkspace();
  workspace.write(VIEW, SQL.replace(/\s+FROM/, '\n  from').replace("'function'", "'function' -- only these"));
  workspace.nxOk(['sync']);
  expect(misses(run(workspace))).toEqual(['cpg:build', 'cpg:manifest']);
});

test('a view that means something else is rebuilt, and no source is read again', () => {
  using workspace = leanWorkspace();
  workspace.write(VIEW, SQL.replace("'function'", "'class'"));
  workspace.nxOk(['sync']);
  const missed = misses(run(workspace));
  expect(missed).toContain('cpg:functions');
  expect(missed.filter((id) => id.includes('cpg-extract'))).toEqual([]);
  const names = workspace.query('SELECT name FROM functions').map((row) => row.name);
  expect(names).toContain('Cart');
  expect(names).not.toContain('cents');
});

test('a new view makes no project extract its sources again', () => {
  using workspace = leanWorkspace();
  workspace.write('cpg/views/classes.sql', SQL.replace("'function'", "'class'"));
  workspace.nxOk(['sync']);
  const { tasks } = workspace.nxOk(['run', 'cpg:classes']);
  const extractions = [...tasks].filter(([id]) => id.includes(':cpg-extract-') && !id.startsWith('cpg:'));
  expect(extractions.length).toBeGreaterThan(2);
  for (const [id, { cache }] of extractions) expect([id, cache]).toEqual([id, 'local-cache-hit']);
});

test('a target of one project touches no task of another project, and extracts nothing again', () => {
  using workspace = leanWorkspace();
  workspace.write('ts/ui/project.json', '{ "name": "ui", "targets": { "lint": { "command": "echo lint" } } }\n');
  const { output } = workspace.nxOk(['run', 'cpg:build']);
  workspace.write('ts/ui/project.json', '{ "name": "ui", "targets": { "lint": { "command": "echo again" } } }\n');
  const missed = misses(workspace.nxOk(['run', 'cpg:build']));
  expect(output).not.toContain('fail');
  expect(missed.filter((id) => id.startsWith('shop:') || id.startsWith('@acme/api:'))).toEqual([]);
  expect(missed).toContain('ui:cpg-extract-tree-sitter');
  expect(workspace.lastRun().get('ui:cpg-extract-tree-sitter')).toBe('cut_off');
});

test('a mistake in a declaration is reported with its code and leaves the manifest alone', () => {
  using workspace = leanWorkspace();
  const before = workspace.read('cpg/cpg.manifest.json');
  workspace.write(VIEW, SQL.replace('def_bend', 'def_bnd'));
  const sync = workspace.nx(['sync']);
  expect(sync.output).toContain('CPG_SQL_INVALID');
  expect(sync.output).toContain('def_bnd');
  expect(workspace.read('cpg/cpg.manifest.json')).toBe(before);
});
