import { expect, test } from 'vitest';
import { leanWorkspace, misses } from './built-workspace';
import type { Workspace } from './workspace';

const explain = (workspace: Workspace): string =>
  workspace.nxOk(['affected', '-t', 'cpg-build', '--base=HEAD', '--explain', '--verbose']).output;

test('an edited source affects its own project, the views that read it and the build', () => {
  using workspace = leanWorkspace();
  workspace.edit('py/shop/shop/money.py', 'amount * 100', 'amount * 1000');
  const output = explain(workspace);
  expect(output).toContain('shop:cpg-extract-tree-sitter');
  expect(output).toContain('cpg:cpg-build');
  expect(output).not.toMatch(/@acme\/api:|ui:/);
});

test('an edited declaration affects the build', () => {
  using workspace = leanWorkspace();
  workspace.write('cpg/views/names.sql', 'SELECT DISTINCT name FROM cst_defs\n');
  workspace.git('add', '--all');
  expect(explain(workspace)).toMatch(/cpg\/views\/names\.sql[\s\S]*cpg:cpg-build/);
});

test('a file that only documents the graph affects nothing', () => {
  using workspace = leanWorkspace();
  workspace.append('cpg/README.md', '\nMore words.\n');
  expect(workspace.nxOk(['affected', '-t', 'cpg-extract-tree-sitter', '--base=HEAD', '--explain']).output).toContain(
    'Nothing affected',
  );
});

test('what is affected is all that runs', () => {
  using workspace = leanWorkspace();
  workspace.edit('py/shop/shop/money.py', 'amount * 100', 'amount * 1000');
  const run = workspace.nxOk(['affected', '-t', 'cpg-build', '--base=HEAD']);
  expect(misses(run)).toContain('shop:cpg-extract-tree-sitter');
  expect(misses(run).filter((id) => /^(@acme\/api|ui):/.test(id))).toEqual([]);
});
