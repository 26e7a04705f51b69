import { cpSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { definesItsName } from '../../executors/extract/scip/definition-name';
import { parseSymbol } from '../../executors/extract/scip/symbol';
import scip from '../../plugin/model/extractors/scip';
import { Workspace } from '../workspace';
import { CORPORA } from './corpora';
import { installIndexers, SCIP_PYTHON, SCIP_TYPESCRIPT } from './indexers';

const SCIP_DATASETS = Object.keys(scip.datasets);
const DATASETS = [...SCIP_DATASETS, 'file_line_index', 'repo_files'];

/** flask, rxjs and the sources of zod, with both indexers installed as a user would. */
let workspace: Workspace;
beforeAll(() => {
  for (const name of ['flask', 'rxjs', 'zod']) {
    if (!existsSync(join(CORPORA, name))) throw new Error(`${name} is not in ${CORPORA}: run npm run test:real`);
  }
  workspace = Workspace.create('small');
  cpSync(join(CORPORA, 'flask'), workspace.path('real/flask/flask'), { recursive: true });
  workspace.write('real/flask/pyproject.toml', '[project]\nname = "flask"\nversion = "2.2.2"\n');
  cpSync(join(CORPORA, 'rxjs', 'src'), workspace.path('real/rxjs/src'), { recursive: true });
  cpSync(join(CORPORA, 'zod', 'src'), workspace.path('real/zod/src'), { recursive: true });
  cpSync(join(CORPORA, 'zod', 'package.json'), workspace.path('real/zod/package.json'));
  for (const name of ['rxjs', 'zod']) workspace.write(`real/${name}/project.json`, `{ "name": "${name}" }\n`);
  installIndexers(workspace, [SCIP_PYTHON, SCIP_TYPESCRIPT]);
  workspace.nxOk(['g', 'cpg:init']);
  workspace.commit('real code');
  workspace.nxOk(['run-many', '-p', 'cpg', '-t', ...DATASETS]);
});
afterAll(() => workspace?.[Symbol.dispose]());

const count = (sql: string): number => Number(workspace.query(`SELECT (${sql})::BIGINT::INT AS n`)[0]?.n);

test('all three projects have an index, without an error', () => {
  expect(workspace.query('FROM scip_errors')).toEqual([]);
  for (const project of ['flask', 'rxjs', 'zod']) {
    const inProject = `path LIKE 'real/${project}/%' AND language IS NOT NULL`;
    const documents = count(`SELECT count(*) FROM scip_documents WHERE ${inProject}`);
    expect(documents, project).toBeGreaterThan(20);
    expect(documents, project).toBe(count(`SELECT count(*) FROM repo_files WHERE ${inProject}`));
  }
});

test('the spans of definitions hold the name that their symbols end with', () => {
  const rows = workspace.query(`
    SELECT o.path, o.symbol, l.line_text, o.start_char, o.end_char
    FROM scip_occurrences o JOIN file_line_index l ON o.path = l.path AND o.start_line = l.line_no
    WHERE o.is_definition AND NOT o.is_local AND o.start_line = o.end_line AND length(l.line_text) < 5000`);
  expect(rows.length).toBeGreaterThan(10_000);
  const wrong = rows.filter(({ symbol, line_text, start_char, end_char }) => {
    const parsed = parseSymbol(String(symbol));
    const text = String(line_text).slice(Number(start_char), Number(end_char));
    return parsed?.kind !== 'global' || !definesItsName(parsed, text);
  });
  console.log(`${rows.length} definitions, ${wrong.length} with another name`);
  expect(wrong.length / rows.length, JSON.stringify(wrong.slice(0, 5))).toBeLessThanOrEqual(0.01);
});

test('every occurrence lies within its line', () => {
  expect(
    count(`SELECT count(*) FROM scip_occurrences o JOIN file_line_index l ON o.path = l.path AND o.end_line = l.line_no
           WHERE o.start_line = o.end_line AND strlen(l.line_text) < 10000
             AND NOT (0 <= o.start_char AND o.start_char <= o.end_char AND o.end_char <= strlen(l.line_text))`),
  ).toBe(0);
});

test('no column of any dataset holds an absolute path', () => {
  for (const name of SCIP_DATASETS) {
    const found = workspace.query(
      `SELECT t::VARCHAR AS row FROM ${name} t
       WHERE contains(t::VARCHAR, '${workspace.root}') OR contains(t::VARCHAR, '${tmpdir()}/') LIMIT 3`,
    );
    expect(found, name).toEqual([]);
  }
});

test('what is not in flask is not called flask', () => {
  const unresolved = workspace.query(
    "SELECT DISTINCT symbol FROM scip_occurrences WHERE is_unresolved AND path LIKE 'real/flask/%' AND is_external",
  );
  expect(unresolved).toContainEqual({ symbol: 'scip-python python . . `werkzeug.local`/__init__:' });
  expect(unresolved.filter(({ symbol }) => String(symbol).includes(' flask '))).toEqual([]);
});

test('the tree of the user is untouched', () => {
  expect(workspace.git('status', '--porcelain')).toBe('');
});

test('a second run, elsewhere, gives the same bytes', () => {
  using copy = workspace.copy({ caches: false, store: false });
  copy.nxOk(['run-many', '-p', 'cpg', '-t', ...DATASETS]);
  expect(copy.storeDigests()).toEqual(workspace.storeDigests());
});

test('an edit of one project leaves the indexes of the others alone', () => {
  using copy = workspace.copy();
  copy.append('real/flask/flask/logging.py', '\n\nEXTRA = 1\n');
  copy.nxOk(['run', 'cpg:scip_occurrences']);
  expect([...copy.lastRun()].filter(([id]) => id.endsWith(':cpg-extract-scip')).map(([id]) => id)).toEqual([
    'flask:cpg-extract-scip',
  ]);
  expect(readFileSync(copy.path('real/flask/flask/logging.py'), 'utf8')).toContain('EXTRA');
  expect(copy.query("SELECT symbol FROM scip_occurrences WHERE symbol LIKE '%/EXTRA.'")).toHaveLength(1);
});
