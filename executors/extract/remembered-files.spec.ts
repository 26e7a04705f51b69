/** Extraction with a cache: what is parsed again, what is started for it, and what else makes no difference. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type RecordBatch, Table } from 'apache-arrow';
import { hashFile } from 'nx/src/native';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWorkerPool, type WorkerPool } from '../runtime/worker-pool';
import ast from './ast/extractor';
import { extractFiles } from './extract-files';
import type { ExtractorRuntime } from './extractor-runtime';
import counting, { NOTES_VARIABLE } from './testing/counting-extractor';
import { datasetsOf } from './testing/datasets-of';

const notes = join(mkdtempSync(join(tmpdir(), 'cpg-notes-')), 'notes');
let pool: WorkerPool;
beforeAll(() => {
  // Threads get the environment of the moment in which their pool is made.
  vi.stubEnv(NOTES_VARIABLE, notes);
  pool = createWorkerPool({ threads: 1 });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await pool.close();
  rmSync(dirname(notes), { recursive: true });
});

let root: string;
let shelf: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cpg-remembered-'));
  shelf = join(root, '.cpg', 'cache', 'shelf');
  writeFileSync(notes, '');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** What the extractor did since the last call. */
function takeNotes(): readonly string[] {
  const lines = readFileSync(notes, 'utf8').split('\n').slice(0, -1);
  writeFileSync(notes, '');
  return lines;
}

const noThread: WorkerPool = {
  threads: 2,
  run: () => Promise.reject(new Error('a thread was started')),
  fresh: () => noThread,
  close: async () => {},
};

const owner = { name: 'p', root: '' };

interface Options {
  readonly runtime?: Pick<ExtractorRuntime, 'declaration'>;
  readonly pool?: WorkerPool;
  readonly shelf?: string | null;
}

/** Rows of a project's files as `path: value of the last column`, and how many files were remembered. */
async function extract(paths: readonly string[], options: Options = {}) {
  const { runtime = counting, ...rest } = options;
  const { name } = runtime.declaration;
  const rows: string[] = [];
  const onBatch = async (_dataset: string, batch: RecordBatch) => {
    for (const row of new Table([batch])) rows.push(`${row.path}: ${row.line}`);
  };
  const files = paths.map((path) => ({ path, hash: hashFile(join(root, path)) ?? '' }));
  const datasets = datasetsOf(runtime);
  const module = name === 'counting' ? { module: join(__dirname, 'testing', 'counting-extractor.ts') } : {};
  const request = {
    extractor: name,
    owner,
    datasets,
    workspaceRoot: root,
    files,
    pool,
    shelf,
    ...module,
    ...rest,
    onBatch,
  };
  const { filesCached, changed } = await extractFiles(request);
  return { rows, filesCached, changed };
}

describe('a file that was extracted before', () => {
  const paths = Array.from({ length: 300 }, (_, i) => `src/f${String(i).padStart(3, '0')}.${i % 2 ? 'ts' : 'py'}`);
  const writeAll = () => {
    for (const [i, path] of paths.entries()) write(path, `// ${i}\n`);
  };

  test('is not parsed again: of 300, only the edited one is', async () => {
    writeAll();
    const first = await extract(paths);
    expect(takeNotes().filter((note) => note.startsWith('parse'))).toHaveLength(300);
    write('src/f150.py', '# edited\n');
    const second = await extract(paths);
    expect(takeNotes()).toEqual(['parse # edited']);
    expect(second.filesCached).toBe(299);
    expect(second.rows).toEqual(first.rows.with(150, 'src/f150.py: # edited'));
  });

  test('needs neither a thread nor a parser', async () => {
    writeAll();
    const first = await extract(paths);
    takeNotes();
    expect(await extract(paths, { pool: noThread })).toEqual({ ...first, filesCached: 300 });
    expect(takeNotes()).toEqual([]);
  });

  test('keeps its rows when it moves, under its new path', async () => {
    write('a/x.py', '# x\n');
    await extract(['a/x.py']);
    mkdirSync(join(root, 'b'));
    renameSync(join(root, 'a/x.py'), join(root, 'b/y.py'));
    expect(await extract(['b/y.py'], { pool: noThread })).toMatchObject({ rows: ['b/y.py: # x'], filesCached: 1 });
  });

  test('has rows of its own in each language, and as a declaration file', async () => {
    for (const path of ['x.py', 'x.ts', 'x.mts', 'x.d.ts']) write(path, '// same\n');
    await extract(['x.py', 'x.ts', 'x.mts', 'x.d.ts']);
    expect(takeNotes().filter((note) => note.startsWith('parse'))).toHaveLength(4);
  });

  test('is parsed again when there is no cache to remember it', async () => {
    write('x.py', '# x\n');
    for (const [given, remembered] of [[null, 0] as const, [shelf, 0] as const, [null, 0] as const]) {
      expect(await extract(['x.py'], { shelf: given })).toMatchObject({ rows: ['x.py: # x'], filesCached: remembered });
    }
  });

  test('is reported when it is not what Nx hashed, remembered or not', async () => {
    write('x.py', '# x\n');
    await extract(['x.py']);
    const files = [{ path: 'x.py', hash: hashFile(join(root, 'x.py')) ?? '' }];
    write('x.py', '# edited\n');
    const module = join(__dirname, 'testing', 'counting-extractor.ts');
    const datasets = datasetsOf(counting);
    const request = { extractor: 'counting', owner, module, datasets, workspaceRoot: root, files, pool };
    expect(await extractFiles({ ...request, shelf, onBatch: async () => {} })).toMatchObject({ changed: ['x.py'] });
  });
});

describe('a parser is started', () => {
  test('for the languages of files that are not remembered', async () => {
    // Another thread has opened nothing yet.
    const fresh = createWorkerPool({ threads: 1 });
    write('x.py', '# x\n');
    write('y.ts', '// y\n');
    await extract(['x.py', 'y.ts']);
    takeNotes();
    write('y.ts', '// edited\n');
    await extract(['x.py', 'y.ts'], { pool: fresh });
    expect(takeNotes()).toEqual(['open typescript', 'parse // edited']);
    await fresh.close();
  });

  test('CPython only for a Python file that is new', async () => {
    const snapshots = mkdtempSync(join(tmpdir(), 'cpg-snapshots-'));
    vi.stubEnv('CPG_PYODIDE_SNAPSHOT_DIR', snapshots);
    const started = async (paths: readonly string[]) => {
      const fresh = createWorkerPool({ threads: 1 });
      const { filesCached } = await extract(paths, { runtime: ast, pool: fresh });
      await fresh.close();
      // An interpreter leaves its memory there when it starts.
      const found = readdirSync(snapshots);
      for (const name of found) rmSync(join(snapshots, name));
      return { filesCached, cpython: found.length > 0 };
    };
    write('x.py', 'x = 1\n');
    write('y.ts', 'y = 1;\n');
    expect(await started(['y.ts'])).toEqual({ filesCached: 0, cpython: false });
    expect(await started(['x.py', 'y.ts'])).toEqual({ filesCached: 1, cpython: true });
    write('y.ts', 'y = 2;\n');
    expect(await started(['x.py', 'y.ts'])).toEqual({ filesCached: 1, cpython: false });
    expect(await started(['x.py', 'y.ts'])).toEqual({ filesCached: 2, cpython: false });
    rmSync(snapshots, { recursive: true });
  }, 120_000);
});
