import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workspace } from '../workspace';
import { CORPORA } from './corpora';
import { KNOWN_ANOMALIES, type KnownAnomaly } from './known-anomalies';

const VIEWS = ['schema_anomalies', 'witness_defs', 'witness_imports', 'witness_calls', 'repo_files'];
/** Two on a quiet machine. */
const MINUTES = 30;

type Rows = readonly Readonly<Record<string, unknown>>[];

let workspace: Workspace;
let anomalies: Rows;
beforeAll(() => {
  workspace = Workspace.create('small');
  for (const name of ['django', 'flask', 'zod', 'rxjs']) {
    if (!existsSync(join(CORPORA, name))) throw new Error(`${name} is not in ${CORPORA}: run npm run test:real`);
    const isPython = name === 'django' || name === 'flask';
    mkdirSync(workspace.path(`real/${name}`), { recursive: true });
    cpSync(join(CORPORA, name), workspace.path(`real/${name}${isPython ? `/${name}` : ''}`), { recursive: true });
    workspace.write(`real/${name}/project.json`, `{ "name": "${name}" }\n`);
  }
  workspace.nxOk(['g', 'cpg:init']);
  workspace.commit('real code');
  workspace.nxOk(['run-many', '-p', 'cpg', '-t', ...VIEWS]);
  anomalies = workspace.query('SELECT * FROM schema_anomalies');
}, MINUTES * 60_000);
afterAll(() => workspace?.[Symbol.dispose]());

const isKnown = (row: Rows[number], { path, violation, lacking }: KnownAnomaly): boolean =>
  path.test(String(row.path)) && row.violation_type === violation && row.lacking === lacking;

test('witnesses agree on every definition, import and call, but for what is known', () => {
  expect(anomalies.filter((row) => !KNOWN_ANOMALIES.some((known) => isKnown(row, known)))).toEqual([]);
});

test.each(KNOWN_ANOMALIES)('still an anomaly: $reason', (known) => {
  const files = workspace.query('SELECT path FROM repo_files').filter(({ path }) => known.path.test(String(path)));
  const found = new Set(anomalies.filter((row) => isKnown(row, known)).map(({ path }) => path));
  expect(found.size).toBeGreaterThan(0);
  expect(files.filter(({ path }) => !found.has(path))).toEqual([]);
});

test.each([
  ['witness_defs', 'python', ['ast', 'cst', 'symtable'], 10_000],
  ['witness_defs', 'typescript', ['ast', 'cst', 'symtable'], 5_000],
  ['witness_defs', 'javascript', ['ast', 'cst', 'symtable'], 5_000],
  ['witness_imports', 'python', ['ast', 'cst', 'symtable'], 5_000],
  ['witness_imports', 'typescript', ['ast', 'cst', 'symtable'], 1_000],
  ['witness_imports', 'javascript', ['ast', 'cst', 'symtable'], 1_000],
  ['witness_calls', 'python', ['ast', 'cst'], 30_000],
  ['witness_calls', 'typescript', ['ast', 'cst'], 10_000],
  ['witness_calls', 'javascript', ['ast', 'cst'], 10_000],
])('%s of %s has a lot to say by each of %j', (view, language, witnesses, least) => {
  const rows = workspace.query(
    `SELECT witness, count(*)::INT AS n FROM ${view} WHERE language = '${language}' GROUP BY witness ORDER BY witness`,
  );
  expect(rows.map(({ witness }) => witness)).toEqual(witnesses);
  for (const { n } of rows) expect(n).toBeGreaterThan(least);
});
