import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { announceBuild, WatchLock } from './build-marks';
import { storePaths } from './store-paths';

let root: string;
let lock: WatchLock;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cpg-marks-'));
  lock = new WatchLock(root);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});
const markOf = (pid: number | undefined): string => join(storePaths(root).marks, String(pid));

test('a watch does not write while another Nx builds, and does once that has ended', async () => {
  const nx = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  writeFileSync(markOf(nx.pid), '');
  expect(lock.tryTake()).toBe(false);
  const ended = once(nx, 'exit');
  nx.kill('SIGKILL');
  await ended;
  expect(lock.tryTake()).toBe(true);
  expect(existsSync(markOf(nx.pid))).toBe(false);
});

test('what its own Nx built before a watch began is no reason to wait, for no watch', async () => {
  vi.stubEnv('NX_INVOCATION_ANCESTOR_PIDS', `1,${process.ppid}`);
  await announceBuild(storePaths(root));
  expect(lock.tryTake()).toBe(false);
  const second = new WatchLock(root);
  expect(second.tryTake()).toBe(true);
  expect(lock.tryTake()).toBe(false);
  second.release();
  expect(lock.tryTake()).toBe(true);
});

test('a mark that is older than any build is of one that was killed', () => {
  writeFileSync(markOf(1), '');
  expect(lock.tryTake()).toBe(false);
  utimesSync(markOf(1), 0, 0);
  expect(lock.tryTake()).toBe(true);
});

test('a build waits for what a watch is writing', async () => {
  expect(lock.tryTake()).toBe(true);
  let begun = false;
  const build = announceBuild(storePaths(root)).then(() => {
    begun = true;
  });
  await new Promise(setImmediate);
  expect(begun).toBe(false);
  lock.release();
  await build;
  expect(begun).toBe(true);
});
