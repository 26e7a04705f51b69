import { expect, test } from 'vitest';
import { cleanStore, leanWorkspace, misses } from './built-workspace';

test('a comment concerns its own project only, and the result is that of a clean build', () => {
  using workspace = leanWorkspace();
  workspace.edit('py/shop/shop/money.py', '日本 ausgenommen', 'überall');
  const run = workspace.nxOk(['run', 'cpg:build']);
  const projects = new Set(misses(run).map((id) => id.slice(0, id.lastIndexOf(':'))));
  expect([...projects].sort()).toEqual(['cpg', 'shop']);
  expect(misses(run)).not.toContain('cpg:cpg-extract-tree-sitter');
  const { files = 0, filesCached } = workspace.lastFiles('shop:cpg-extract-tree-sitter');
  expect(filesCached).toBe(files - 1);
  expect(workspace.storeDigests()).toEqual(cleanStore(workspace));
});

test('a comment rebuilds only the views that read what it changed', () => {
  using workspace = leanWorkspace();
  workspace.append('py/shop/shop/money.py', '# more to come\n');
  workspace.nxOk(['run', 'cpg:build']);
  expect(workspace.lastDatasets('shop:cpg-extract-tree-sitter', 'built')).toContain('cst_refs');
  // All that the comment changed is the size and digest of the file, and its lines.
  expect(workspace.lastDatasets('shop:cpg-stage-1', 'built')).toEqual([
    ...['cpg_props', 'file_quality', 'files_norm'],
    // Lines and columns become bytes by the lines of the file.
    ...['py_bc_line_table_with_bytes', 'scip_diagnostics_norm', 'scip_occurrences_norm'],
  ]);
  expect(workspace.lastDatasets('shop:cpg-stage-1', 'cut_off')).toContain('cpg_nodes');
});

test('adding a function and taking it back leaves what was there before', () => {
  using workspace = leanWorkspace();
  const before = workspace.storeDigests();
  const source = workspace.read('py/shop/shop/money.py');
  workspace.append('py/shop/shop/money.py', '\n\ndef tax(amount: int) -> int:\n    return cents(amount * 0.2)\n');
  workspace.nxOk(['run', 'cpg:build']);
  expect(workspace.query("SELECT name FROM cst_defs WHERE name = 'tax'")).toEqual([{ name: 'tax' }]);
  workspace.write('py/shop/shop/money.py', source);
  const run = workspace.nxOk(['run', 'cpg:build']);
  expect(misses(run)).toEqual([]);
  expect(workspace.storeDigests()).toEqual(before);
});

test('a project that is gone leaves nothing in the graph', () => {
  using workspace = leanWorkspace();
  expect(workspace.query("SELECT path FROM repo_files WHERE path LIKE 'ts/ui/%'")).not.toEqual([]);
  workspace.remove('ts/ui');
  workspace.nxOk(['run', 'cpg:build']);
  expect(workspace.query("SELECT path FROM repo_files WHERE path LIKE 'ts/ui/%'")).toEqual([]);
  expect(workspace.query("SELECT path FROM cpg_nodes WHERE path LIKE 'ts/ui/%'")).toEqual([]);
});

test('every file outside cpg/ is in the graph once, those of no project included', () => {
  using workspace = leanWorkspace();
  const listed = workspace
    .git('ls-files')
    .split('\n')
    .filter((path) => path !== '' && !path.startsWith('cpg/'));
  const found = workspace.query('SELECT path FROM repo_files ORDER BY path').map((row) => row.path);
  expect(found).toEqual(listed.sort());
});

test('the scope of a build says why a file is read or not, and what keeps files out', () => {
  using workspace = leanWorkspace();
  workspace.write('py/shop/.gitignore', '# generated\n*.gen.py\n');
  workspace.write('py/shop/.nxignore', '!kept.gen.py\n');
  for (const name of ['made', 'kept']) workspace.write(`py/shop/${name}.gen.py`, 'x = 1\n');
  workspace.nxOk(['run', 'cpg:scope_manifest']);
  const scope = workspace.query(
    "SELECT path, included, reason, pattern, line_no FROM scope_manifest WHERE path LIKE 'py/shop/%'",
  );
  expect(scope.filter(({ pattern }) => pattern !== null)).toEqual([
    { path: 'py/shop/.gitignore', included: false, reason: 'git_ignored', pattern: '*.gen.py', line_no: 1 },
    { path: 'py/shop/.nxignore', included: true, reason: 'nx_reincluded', pattern: '!kept.gen.py', line_no: 0 },
  ]);
  const reasons = new Map(scope.filter(({ pattern }) => pattern === null).map(({ path, reason }) => [path, reason]));
  expect(reasons.get('py/shop/kept.gen.py')).toBe('source');
  expect(reasons.get('py/shop/pyproject.toml')).toBe('no_language');
  expect(reasons.has('py/shop/made.gen.py')).toBe(false);
});

test('a file that changes during the build fails it, and leaves no trace once it is as before', () => {
  using built = leanWorkspace();
  using workspace = built.copy({ caches: false, store: false });
  const source = workspace.read('py/shop/shop/money.py');
  // Runs in every process of Nx; the batch starts after Nx has hashed the sources and before they are read.
  workspace.write(
    '.nx-caches/edit.cjs',
    `if (/run-batch/.test(process.argv[1])) {
      require('fs').appendFileSync(${JSON.stringify(workspace.path('py/shop/shop/money.py'))}, 'def ghost(): ...\\n');
    }`,
  );
  const run = workspace.nx(['run', 'cpg:build'], {
    NODE_OPTIONS: `--require ${workspace.path('.nx-caches/edit.cjs')}`,
  });
  expect(run.exitCode).toBe(1);
  expect(run.output).toContain('CPG_SOURCE_CHANGED py/shop/shop/money.py changed while the build was running');
  workspace.write('py/shop/shop/money.py', source);
  workspace.nxOk(['run', 'cpg:build']);
  expect(workspace.storeDigests()).toEqual(built.storeDigests());
});
