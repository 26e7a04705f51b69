import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { leanWorkspace } from './built-workspace';

/** Rewrites a Parquet file with the engine that the workspace has installed. */
const REWRITE = `
const { DuckDBInstance } = require('@duckdb/node-api');
const [file, select] = process.argv.slice(1);
(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run("CREATE TABLE t AS " + select.replace('$', "read_parquet('" + file + "')"));
  await connection.run("COPY t TO '" + file + "' (FORMAT parquet)");
})();
`;

test('a graph that is built step by step is verified against a clean build, and a damaged one is told apart', () => {
  using workspace = leanWorkspace();
  workspace.edit('py/shop/shop/money.py', 'amount * 100', 'amount * 1000');
  const verified = workspace.nxOk(['run', 'cpg:verify']);
  expect(verified.output).toMatch(/the graph is that of a clean build: \d+ files are equal/);

  const file = workspace.path('.cpg/data/shop/cpg-stage-1/cpg_edges/part.parquet');
  execFileSync(process.execPath, ['-e', REWRITE, file, "SELECT * FROM $ WHERE edge_kind <> 'CONTAINS'"], {
    cwd: workspace.root,
  });
  const damaged = workspace.nx(['run', 'cpg:verify', '--projects=shop', '--excludeTaskDependencies']);
  expect(damaged.exitCode).toBe(1);
  expect(damaged.output).toContain('shop/cpg-stage-1/cpg_edges/part.parquet: other rows (made by shop:cpg-stage-1)');
  expect(damaged.output).toMatch(/ {2}- \{"edge_id":.*"edge_kind":"CONTAINS"/);
});
