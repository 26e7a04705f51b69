/** Evidence of CPython's own standard library, against what CPython says when it is asked file by file. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPyodide } from 'pyodide';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workspace } from '../workspace';
import { CORPORA } from './corpora';

const STDLIB = join(CORPORA, 'cpython-lib');
/** Facts and errors of each source that CPython is a witness for, and how Python itself asks for them. */
const EVIDENCE = [
  ['ast_nodes', 'ast_errors', 'ast.parse(data)'],
  ['symtable_scopes', 'symtable_errors', 'symtable.symtable(data, "f", "exec")'],
  ['py_bc_code_units', 'bytecode_errors', 'compile(data, "f", "exec", dont_inherit=True)'],
] as const;
/** Of the other extractors that read Python. */
const OTHERS = ['repo_files', 'cst_refs', 'cst_nodes', 'ts_captures'];

const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

let workspace: Workspace;
/** The most memory of each run, in bytes. */
const peaks: number[] = [];
beforeAll(async () => {
  if (!existsSync(STDLIB)) throw new Error(`${STDLIB} is missing: run npm run test:real`);
  workspace = Workspace.create('small');
  cpSync(STDLIB, workspace.path('stdlib/lib'), { recursive: true, filter: (path) => !path.endsWith('.so') });
  workspace.write('stdlib/pyproject.toml', '[project]\nname = "stdlib"\n');
  workspace.nxOk(['g', 'cpg:init']);
  workspace.commit('standard library');
  for (const datasets of [[...EVIDENCE.map(([facts]) => facts), ...EVIDENCE.map(([, errors]) => errors)], OTHERS]) {
    workspace.nxOk(['run-many', '-p', 'cpg', '-t', ...datasets]);
    peaks.push(workspace.lastPeakMemory());
  }
});
afterAll(() => workspace?.[Symbol.dispose]());

/** Paths of the files that Python refuses with a syntax error, or because it cannot decode them, when it is asked. */
async function rejectedBelow(directory: string, asked: string): Promise<readonly string[]> {
  const python = await loadPyodide({ stdout: () => {}, stderr: () => {} });
  const rejects = python.runPython(`
import ast, symtable, warnings
warnings.simplefilter("ignore")
def rejects(given):
    data = given.to_bytes()
    try:
        ${asked}
    except (SyntaxError, ValueError):
        return True
    return False
rejects
`);
  return readdirSync(workspace.path(directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => rejects(new Uint8Array(readFileSync(file))))
    .map((file) => file.slice(workspace.root.length + 1).replaceAll('\\', '/'))
    .sort();
}

const paths = (sql: string): readonly string[] =>
  workspace
    .query(sql)
    .map(({ path }) => String(path))
    .sort();

test('every file has evidence or a row that says why not', () => {
  const files = paths(
    "SELECT path FROM repo_files WHERE language = 'python' AND path LIKE 'stdlib/%' AND link_target IS NULL",
  );
  expect(files.length).toBeGreaterThan(1500);
  for (const [facts, errors] of EVIDENCE) {
    const read = paths(
      `SELECT DISTINCT path FROM (SELECT path FROM ${facts} UNION ALL SELECT path FROM ${errors}) WHERE path LIKE 'stdlib/%'`,
    );
    expect(read).toEqual(files);
  }
});

test.each(EVIDENCE)(
  'error rows of %s name every file that CPython rejects, and no other',
  async (_facts, errors, asked) => {
    const rejected = await rejectedBelow('stdlib/lib', asked);
    expect(rejected.length).toBeGreaterThan(10);
    expect(paths(`SELECT DISTINCT path FROM ${errors} WHERE path LIKE 'stdlib/%'`)).toEqual(rejected);
  },
);

test('the leaves of every syntax tree are its file', () => {
  const trees = workspace.query(
    `SELECT path, md5(string_agg(leaf_text, '' ORDER BY cst_id)) AS leaves FROM cst_nodes
     WHERE path LIKE 'stdlib/%' GROUP BY path`,
  );
  expect(trees.length).toBeGreaterThan(1400);
  const wrong = trees.filter(({ path, leaves }) => leaves !== md5(readFileSync(workspace.path(String(path)))));
  expect(wrong).toEqual([]);
});

test('a gigabyte of memory is enough', () => {
  expect(Math.max(...peaks)).toBeLessThan(1e9);
});
