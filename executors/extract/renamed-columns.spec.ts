import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashFile } from 'nx/src/native';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileWorkspace } from '../../plugin/compile';
import { unwrap } from '../../plugin/core/result';
import { ON_DISK, withFiles } from '../../plugin/core/source-files';
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { createEngine, type Engine } from '../runtime/engine';
import { createTables } from '../runtime/load-batch';
import { createWorkerPool } from '../runtime/worker-pool';
import { extractFiles } from './extract-files';

const repository = join(__dirname, '..', '..');
const metadata = join(repository, 'plugin', 'model', 'extractors', 'tree-sitter.ts');

/** Other names for columns; nothing but the extractor's metadata knows. */
const RENAMED = { file_id: 'file_key', path: 'file_path', bstart: 'start_byte' } as const;
/** Datasets that entities are made of. Whoever names columns of evidence in SQL of a view of their own has to follow. */
const DATASETS = [
  'cst_refs',
  'cst_defs',
  'cst_imports',
  'cst_callsites',
  'cst_call_args',
  'cst_docstrings',
  'cst_decorators',
];
const renamedMetadata = DATASETS.reduce(renameIn, ON_DISK.read(metadata).toString()).replace(
  '  startOf,\n',
  '  startOf,\n  storedAs,\n',
);

function renameIn(text: string, dataset: string): string {
  return text.replace(new RegExp(`^    ${dataset}: \\{[\\s\\S]*?^    \\},`, 'm'), (declared) =>
    declared
      .replace('...file,', `${RENAMED.file_id}: fileId(), ${RENAMED.path}: path(), language: language(),`)
      .replace(/\bbstart: spanStart\(\)/, `bstart: storedAs('${RENAMED.bstart}', spanStart())`),
  );
}

const compile = async (files = ON_DISK) =>
  unwrap(await compileWorkspace({ workspaceRoot: repository, projectRoot: '.', files }));

let root: string;
let engine: Engine;
let before: Manifest;
let after: Manifest;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'cpg-renamed-'));
  cpSync(join(__dirname, 'tree-sitter', 'fixtures'), join(root, 'fixtures'), { recursive: true });
  mkdirSync(join(root, 'temporary'));
  before = await compile();
  after = await compile(withFiles(ON_DISK, new Map([[metadata, renamedMetadata]])));
  engine = await createEngine({ temporary: join(root, 'temporary'), macros: before.macros });
}, 120_000);
afterAll(() => {
  engine?.close();
  rmSync(root, { recursive: true, force: true });
});

const datasetsOf = (manifest: Manifest) =>
  Object.entries(manifest.extractors['tree-sitter']?.datasets ?? {}).map(([name, { columns }]) => ({ name, columns }));
const isRenamed = ({ name }: { readonly name: string }): boolean => DATASETS.includes(name);
const renamed = (name: string): string => Object.entries(RENAMED).find(([old]) => old === name)?.[1] ?? name;
const entitiesOf = (manifest: Manifest) =>
  Object.entries(manifest.views).filter(
    ([, view]) => view.kind === 'normalize' && Object.keys(view.inputs).some((input) => input.startsWith('cst_')),
  );

test('columns of evidence have other names, and nothing else about them is another', () => {
  const names = (manifest: Manifest) =>
    datasetsOf(manifest)
      .filter(isRenamed)
      .map(({ columns }) => columns.map(({ name }) => name));
  expect(
    names(after)
      .flat()
      .filter((name) => name === RENAMED.bstart).length,
  ).toBeGreaterThan(0);
  expect(names(after)).toEqual(names(before).map((columns) => columns.map(renamed)));
  const rest = (manifest: Manifest) =>
    datasetsOf(manifest).map(({ columns }) => columns.map(({ name: _, field: __, ...column }) => column));
  expect(rest(after)).toEqual(rest(before));
});

test('views that read entities are the same views', () => {
  const others = ({ views }: Manifest) => Object.entries(views).filter(([, { kind }]) => kind !== 'normalize');
  expect(others(after)).toEqual(others(before));
  const shapes = (manifest: Manifest) =>
    entitiesOf(manifest).map(([name, { columns, scope }]) => [name, columns, scope.value]);
  expect(shapes(before).length).toBeGreaterThan(6);
  expect(shapes(after)).toEqual(shapes(before));
});

test('entities have the same rows', async () => {
  expect(await entityRows(after)).toEqual(await entityRows(before));
});

/** Rows of every entity of the extractor, from its evidence of the fixtures. */
async function entityRows(manifest: Manifest): Promise<Record<string, unknown[][]>> {
  const connection = await engine.connect();
  const pool = createWorkerPool({ threads: 1 });
  try {
    const datasets = Object.fromEntries(datasetsOf(manifest).map(({ name, columns }) => [name, columns]));
    const onBatch = await createTables(connection, datasets);
    const paths = readdirSync(join(root, 'fixtures')).map((file) => `fixtures/${file}`);
    await extractFiles({
      extractor: 'tree-sitter',
      owner: { name: 'p', root: '' },
      datasets,
      workspaceRoot: root,
      files: paths.sort().map((path) => ({ path, hash: hashFile(join(root, path)) ?? '' })),
      pool,
      onBatch,
    });
    const rows: Record<string, unknown[][]> = {};
    for (const [name, { sql }] of entitiesOf(manifest)) {
      const result = await connection.runAndReadAll(`FROM (${sql}\n) ORDER BY ALL`);
      expect(result.currentRowCount).toBeGreaterThan(0);
      rows[name] = result.getRowsJson();
    }
    for (const name of Object.keys(datasets)) await connection.run(`DROP TABLE ${name}`);
    return rows;
  } finally {
    await pool.close();
    connection.closeSync();
  }
}
