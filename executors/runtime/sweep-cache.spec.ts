import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sweepCacheDaily } from './sweep-cache';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 0, 31);

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'cpg-sweep-'));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

/** An entry of 100 bytes, used so many days ago. */
function entry(path: string, days: number): void {
  const file = join(cache, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.alloc(100));
  const at = (NOW - days * DAY) / 1000;
  utimesSync(file, at, at);
}

const entries = () =>
  readdirSync(cache, { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== 'swept')
    .sort();

const sweptBefore = () => sweepCacheDaily(cache, 0, NOW - 2 * DAY);

test('entries that were not used for a month go, with directories that are empty then', () => {
  sweptBefore();
  entry('old/1', 31);
  entry('old/2', 400);
  entry('new/3', 31);
  entry('new/4', 29);
  sweepCacheDaily(cache, 1e9, NOW);
  expect(entries()).toEqual(['new', 'new/4']);
});

test('the least recently used go until the rest fits', () => {
  sweptBefore();
  entry('x/1', 3);
  entry('x/2', 1);
  entry('y/3', 2);
  sweepCacheDaily(cache, 250, NOW);
  expect(entries()).toEqual(['x', 'x/2', 'y', 'y/3']);
});

test('what an interrupted write left behind goes after a day', () => {
  sweptBefore();
  entry('x/1.tmp', 2);
  entry('x/2.tmp', 0.5);
  sweepCacheDaily(cache, 1e9, NOW);
  expect(entries()).toEqual(['x', 'x/2.tmp']);
});

test('once a day is enough, and the first time there is nothing to sweep', () => {
  entry('x/1', 100);
  sweepCacheDaily(cache, 0, NOW);
  sweepCacheDaily(cache, 0, NOW + DAY / 2);
  expect(entries()).toEqual(['x', 'x/1']);
  sweepCacheDaily(cache, 0, NOW + DAY);
  expect(entries()).toEqual([]);
});

test('no cache, or a file in its place, is left as it is', () => {
  rmSync(cache, { recursive: true });
  sweepCacheDaily(cache, 0, NOW);
  expect(existsSync(cache)).toBe(false);
  writeFileSync(cache, 'in the way');
  sweepCacheDaily(cache, 0, NOW);
  expect(existsSync(cache)).toBe(true);
});
