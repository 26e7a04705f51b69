import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type RecordBatch, Table, Vector } from 'apache-arrow';
import { hashFile } from 'nx/src/native';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DiagnosticError } from '../../plugin/core/diagnostic';
import { createWorkerPool, type WorkerPool } from '../runtime/worker-pool';
import { type Extraction, extractFiles } from './extract-files';
import type { ExtractorRuntime } from './extractor-runtime';
import { datasetsOf } from './testing/datasets-of';

const FAULTY = join(__dirname, 'testing', 'faulty-extractor.ts');

let root: string;
const pools = new Map<number, WorkerPool>();
/** Pools are shared by tests, as they are by tasks. */
function poolOf(threads: number): WorkerPool {
  const pool = pools.get(threads) ?? createWorkerPool({ threads });
  pools.set(threads, pool);
  return pool;
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cpg-extract-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
afterAll(() => Promise.all([...pools.values()].map((pool) => pool.close())));

function write(files: Readonly<Record<string, string>>) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return Object.keys(files).map((path) => ({ path, hash: hashOf(path) }));
}

const hashOf = (path: string): string => hashFile(join(root, path)) ?? '';

interface Outcome extends Extraction {
  readonly batches: Readonly<Record<string, readonly RecordBatch[]>>;
  readonly progress: readonly (readonly [number, number])[];
}

async function run(
  extractor: string,
  files: readonly { path: string; hash: string }[],
  options: { readonly threads?: number; readonly module?: string; readonly timeoutMilliseconds?: number } = {},
): Promise<Outcome> {
  const { threads = 2, ...rest } = options;
  const { default: runtime }: { default: ExtractorRuntime } = await import(rest.module ?? `./${extractor}/extractor`);
  const batches: Record<string, RecordBatch[]> = {};
  const progress: (readonly [number, number])[] = [];
  const extraction = await extractFiles({
    extractor,
    owner: { name: 'p', root: '' },
    datasets: datasetsOf(runtime),
    workspaceRoot: root,
    files,
    pool: poolOf(threads),
    ...rest,
    onProgress: (done, rows) => progress.push([done, rows]),
    async onBatch(dataset, batch) {
      batches[dataset] = [...(batches[dataset] ?? []), batch];
    },
  });
  return { ...extraction, batches, progress };
}

const rowsOf = (batches: readonly RecordBatch[] = []): unknown[] =>
  batches.length === 0 ? [] : new Table([...batches]).toArray().map((row) => ({ ...row.toJSON() }));

/** Rows as text: two lists with equal elements are equal, wherever these are in memory. */
const textOf = (batches: readonly RecordBatch[] = []): string[] =>
  rowsOf(batches).map((row) =>
    JSON.stringify(row, (_, value) =>
      typeof value === 'bigint' ? `${value}` : value instanceof Vector ? [...value] : value,
    ),
  );

const faulty = (files: readonly { path: string; hash: string }[], timeoutMilliseconds = 60_000) =>
  run('faulty', files, { module: FAULTY, timeoutMilliseconds });
const lines = (outcome: Outcome) => rowsOf(outcome.batches.first_lines).map((row) => Object(row).line);

describe('rows', () => {
  test('are the same, in the same order, for one thread and two', async () => {
    const files = write(
      Object.fromEntries(
        Array.from({ length: 60 }, (_, i) => {
          const [extension, comment] = i % 3 === 0 ? ['py', '#'] : ['ts', '//'];
          const padding = 'padding '.repeat((i * 9973) % 9000);
          return [`src/f${String(i).padStart(2, '0')}.${extension}`, `x${i} = f(a.b, y)\n${comment} ${padding}\n`];
        }),
      ),
    );
    const one = await run('tree-sitter', files, { threads: 1 });
    const two = await run('tree-sitter', files, { threads: 2 });
    expect(two.rows).toEqual(one.rows);
    expect(one.rows).toMatchObject({ cst_callsites: 60, cst_parse_errors: 0 });
    for (const dataset of Object.keys(one.batches)) {
      expect(textOf(two.batches[dataset])).toEqual(textOf(one.batches[dataset]));
    }
    const paths = rowsOf(two.batches.cst_callsites).map((row) => Object(row).path);
    expect(paths).toEqual(files.map((file) => file.path));
  });

  test('carry the identity of their file, and leave out files in other languages', async () => {
    const outcome = await run('tree-sitter', write({ 'a.py': 'x\n', 'notes.md': '# x\n', 'z.tsx': 'y;\n' }));
    expect(rowsOf(outcome.batches.cst_refs)).toMatchObject([
      { path: 'a.py', language: 'python', ref_text: 'x' },
      { path: 'z.tsx', language: 'tsx', ref_text: 'y' },
    ]);
  });

  test('every file counts as a file, and progress reaches the end', async () => {
    const outcome = await run('repo-scan', write({ 'a.py': 'x\n', 'b.bin': '\0', 'c.md': '' }));
    expect(outcome.rows).toEqual({ repo_files: 3, scope_manifest: 3, module_mappings: 0, file_line_index: 1 });
    expect(outcome.progress.at(-1)).toEqual([3, 7]);
    expect(outcome.changed).toEqual([]);
  });

  test('no files, no rows', async () => {
    expect(await run('tree-sitter', [])).toMatchObject({ rows: {}, changed: [], batches: {} });
  });

  test('a link to a file is a file with a target, read once', async () => {
    const [real] = write({ 'real.py': 'x\n' });
    symlinkSync('real.py', join(root, 'link.py'));
    const files = [{ path: 'link.py', hash: hashOf('link.py') }, ...(real ? [real] : [])];
    const scan = await run('repo-scan', files);
    expect(rowsOf(scan.batches.repo_files)).toMatchObject([{ link_target: 'real.py' }, { link_target: null }]);
    expect((await run('tree-sitter', files)).rows).toMatchObject({ cst_refs: 1 });
  });
});

describe('files that are not what they were', () => {
  test('an edited, a deleted and a replaced file are reported and have no rows', async () => {
    const files = write({
      'a.py': 'x\n',
      'edited.py': 'x\n',
      'gone.py': 'x\n',
      'now-a-directory.py': 'x\n',
      'z.py': 'x\n',
    });
    writeFileSync(join(root, 'edited.py'), 'y\n');
    rmSync(join(root, 'gone.py'));
    rmSync(join(root, 'now-a-directory.py'));
    mkdirSync(join(root, 'now-a-directory.py'));
    const outcome = await run('tree-sitter', files);
    expect(outcome.changed).toEqual(['edited.py', 'gone.py', 'now-a-directory.py']);
    expect(rowsOf(outcome.batches.cst_refs)).toMatchObject([{ path: 'a.py' }, { path: 'z.py' }]);
  });
});

describe('failures that the bytes do not determine', () => {
  const rejection = async (outcome: Promise<unknown>) => {
    const error: unknown = await outcome.then(
      () => 'no failure',
      (e: unknown) => e,
    );
    if (!(error instanceof DiagnosticError)) throw new Error(`expected diagnostics, got ${error}`);
    return error.diagnostics;
  };

  test.each([
    ['throw', 'as asked'],
    ['exit', '7'],
  ])('%s: the file is named after its second failure', async (how, cause) => {
    const files = write({ 'a.py': 'fine', 'bad.py': how, 'z.py': 'fine' });
    const [diagnostic] = await rejection(faulty(files));
    expect(diagnostic).toMatchObject({ code: 'CPG_EXTRACTION_FAILED', at: { file: 'bad.py' } });
    expect(diagnostic?.message).toContain(cause);
  });

  test('a file that takes too long is stopped, and named', async () => {
    const [diagnostic] = await rejection(faulty(write({ 'a.py': 'fine', 'bad.py': 'hang' }), 3000));
    expect(diagnostic).toMatchObject({ code: 'CPG_EXTRACTION_FAILED', at: { file: 'bad.py' } });
    expect(diagnostic?.message).toContain('longer than 3000 ms');
  });

  test.each(['throw-once', 'exit-once'])('%s: a second attempt, alone, makes good', async (how) => {
    const files = write({ 'a.py': 'fine', 'b.py': `${how} ${join(root, 'marker')}`, 'z.py': 'last' });
    expect(lines(await faulty(files))).toEqual(['fine', `${how} ${join(root, 'marker')}`, 'last']);
  });

  test('the pool works on after a crash', async () => {
    await rejection(faulty(write({ 'bad.py': 'exit' })));
    expect(lines(await faulty(write({ 'good.py': 'fine' })))).toEqual(['fine']);
  });

  test.skipIf(process.getuid?.() === 0)('a file that may not be read is a failure, not a change', async () => {
    const files = write({ 'a.py': 'fine' });
    chmodSync(join(root, 'a.py'), 0);
    expect(await rejection(faulty(files))).toMatchObject([{ code: 'CPG_EXTRACTION_FAILED' }]);
  });
});
