import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type CachedFile, cacheBytesFromEnvironment, recall, remember, shelfOf } from './evidence-cache';
import { ENTRIES, rowsOf } from './testing/entries';

const DAY = 24 * 60 * 60 * 1000;
const FILE: CachedFile = { suffix: 'py', linkTarget: null, bytes: Buffer.from('x = 1\n') };
const ROWS = Buffer.from('rows');

let cache: string;
let shelf: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'cpg-cache-'));
  shelf = shelfOf(cache, 'tree-sitter', 'a'.repeat(64));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true });
});

const filesBelow = (directory: string) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('rows are remembered', () => {
  test('by everything that decides them', () => {
    remember(shelf, FILE, ROWS);
    expect(recall(shelf, { ...FILE })).toEqual(new Uint8Array(ROWS));
    expect(recall(shelf, { ...FILE, bytes: Buffer.from('x = 2\n') })).toBeNull();
    expect(recall(shelf, { ...FILE, suffix: 'pyi' })).toBeNull();
    expect(recall(shelf, { ...FILE, linkTarget: 'other.py' })).toBeNull();
    expect(recall(shelfOf(cache, 'tree-sitter', 'b'.repeat(64)), FILE)).toBeNull();
    expect(recall(shelfOf(cache, 'ast', 'a'.repeat(64)), FILE)).toBeNull();
  });

  test('and an entry that is used says so once a day', () => {
    remember(shelf, FILE, ROWS);
    const [entry = ''] = filesBelow(cache);
    const usedAt = () => statSync(entry).mtimeMs;
    utimesSync(entry, new Date(Date.now() - 2 * DAY), new Date(Date.now() - 2 * DAY));
    recall(shelf, FILE);
    expect(Date.now() - usedAt()).toBeLessThan(DAY / 2);
    const hourAgo = new Date(Date.now() - DAY / 24);
    utimesSync(entry, hourAgo, hourAgo);
    recall(shelf, FILE);
    expect(usedAt()).toBeCloseTo(hourAgo.getTime(), 0);
  });
});

describe('what cannot be written is not remembered, and that is all', () => {
  test('a file where the cache should be', () => {
    rmSync(cache, { recursive: true });
    writeFileSync(cache, 'in the way');
    remember(shelf, FILE, ROWS);
    expect(recall(shelf, FILE)).toBeNull();
  });

  test('a directory where the entry should be', () => {
    remember(shelf, FILE, ROWS);
    const [entry = ''] = filesBelow(cache);
    rmSync(entry);
    mkdirSync(entry);
    remember(shelf, FILE, ROWS);
    expect(recall(shelf, FILE)).toBeNull();
    expect(filesBelow(cache)).toEqual([]);
  });

  test.skipIf(process.getuid?.() === 0)('a directory that may only be read', () => {
    remember(shelf, FILE, ROWS);
    for (const directory of [cache, shelf]) chmodSync(directory, 0o500);
    remember(shelf, { ...FILE, suffix: 'pyi' }, ROWS);
    expect(recall(shelf, { ...FILE, suffix: 'pyi' })).toBeNull();
    expect(recall(shelf, FILE)).toEqual(new Uint8Array(ROWS));
    for (const directory of [cache, shelf]) chmodSync(directory, 0o700);
  });
});

describe('processes share a cache', () => {
  const script = join(__dirname, 'testing', 'remember-entries.ts');
  const start = (rounds: number): ChildProcess =>
    fork(script, [shelf, String(rounds)], { execArgv: ['--require', require.resolve('@swc-node/register')] });
  const ended = async (child: ChildProcess) => (await once(child, 'exit'))[0];

  test('that write and read the same entries at once, and none reads a wrong one', async () => {
    const children = [start(20), start(20)];
    expect(await Promise.all(children.map(ended))).toEqual([0, 0]);
    for (const file of ENTRIES) expect(rowsOf(file).equals(recall(shelf, file) ?? Buffer.of())).toBe(true);
    expect(filesBelow(cache).filter((path) => path.endsWith('.tmp'))).toEqual([]);
  }, 60_000);

  test('and one that is killed while it writes leaves nothing that is believed', async () => {
    for (let kill = 0; kill < 2; kill++) {
      const child = start(1_000_000);
      await once(child, 'message');
      child.kill('SIGKILL');
      await once(child, 'exit');
      for (const file of ENTRIES) {
        const found = recall(shelf, file);
        expect(found === null || rowsOf(file).equals(found)).toBe(true);
      }
    }
  }, 60_000);
});

test.each([
  ['', 1024],
  ['100', 100],
  ['0', 0],
  ['many', 1024],
  ['-1', 1024],
])('CPG_EVIDENCE_CACHE_MB=%s allows %i MiB', (value, mebibytes) => {
  vi.stubEnv('CPG_EVIDENCE_CACHE_MB', value);
  expect(cacheBytesFromEnvironment()).toBe(mebibytes * 1024 * 1024);
});
