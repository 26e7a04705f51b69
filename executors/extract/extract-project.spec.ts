import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RecordBatch, Table } from 'apache-arrow';
import { hashFile } from 'nx/src/native';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { createWorkerPool } from '../runtime/worker-pool';
import { extractProject } from './extract-project';
import { fileIdOf } from './file-id';

const MODULE = join(__dirname, 'testing', 'project-extractor.ts');
const pool = createWorkerPool({ threads: 1 });
afterAll(() => pool.close());

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cpg-extract-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([path, content]) => {
    writeFileSync(join(root, path), content);
    return { path, hash: hashFile(join(root, path)) ?? '' };
  });

async function run(files: ReturnType<typeof write>, context: ReturnType<typeof write> = []) {
  const rows: Record<string, unknown[]> = {};
  const project = { name: 'lib', root: '.', context, dependencies: [{ name: 'core', root: 'core' }] };
  const extraction = await extractProject({
    extractor: 'counting',
    module: MODULE,
    workspaceRoot: root,
    files,
    project,
    pool,
    async onBatch(dataset: string, batch: RecordBatch) {
      rows[dataset] = new Table([batch]).toArray().map((row) => ({ ...row.toJSON() }));
    },
  });
  return { ...extraction, batches: rows };
}

test('the extractor gets all files at once, and rows get the identity of the file they are about', async () => {
  const { batches, changed, rows } = await run(write({ 'a.py': 'aaa', 'b.py': 'b' }), write({ 'tsconfig.json': '{}' }));
  expect(changed).toEqual([]);
  expect(rows).toEqual({ projects: 1, sizes: 2 });
  expect(batches.projects).toEqual([{ name: 'lib', files: 2, context: 1, dependencies: 1 }]);
  expect(batches.sizes).toMatchObject([
    { path: 'a.py', size: 3, file_id: new Uint8Array(fileIdOf('a.py')) },
    { path: 'b.py', size: 1 },
  ]);
});

test('a file that is not what it was, of the project or around it, is reported and nothing is extracted', async () => {
  const files = write({ 'a.py': 'a', 'b.py': 'b' });
  const context = write({ 'c.json': '1' });
  writeFileSync(join(root, 'b.py'), 'edited');
  rmSync(join(root, 'c.json'));
  expect(await run(files, context)).toMatchObject({ changed: ['b.py', 'c.json'], rows: { projects: 0, sizes: 0 } });
});

test('a failure that does not happen again leaves no trace', async () => {
  const { rows } = await run(write({ 'a.py': `throw-once ${join(root, 'marker')}` }));
  expect(rows).toEqual({ projects: 1, sizes: 1 });
});

test.each([
  ['throw', 'as asked'],
  ['foreign', "a row of 'sizes' is about elsewhere.py"],
])('%s: the project is named after its second failure', async (how, cause) => {
  await expect(run(write({ 'a.py': how }))).rejects.toThrow(
    new RegExp(`CPG_EXTRACTION_FAILED .*'counting' failed twice on project 'lib': ${cause}`),
  );
});
