import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leanWorkspace } from './built-workspace';
import { CleanBuilds, Watching } from './watched-workspace';
import type { Workspace } from './workspace';

let workspace: Workspace;
let directory: string;
let builds: CleanBuilds;
let watching: Watching;
beforeAll(async () => {
  workspace = leanWorkspace();
  directory = mkdtempSync(join(tmpdir(), 'cpg-watch-'));
  builds = new CleanBuilds(workspace, directory);
  watching = new Watching(workspace);
  await watching.next('watching');
});
afterAll(async () => {
  await watching?.kill();
  await builds?.close();
  workspace?.[Symbol.dispose]();
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
});

/** Until the watch has followed everything up to an edit of this file. */
async function followed(file: string): Promise<void> {
  for (;;) {
    const { files } = await watching.next('updated');
    if (Array.isArray(files) && files.includes(file)) return;
  }
}

const MONEY = 'py/shop/shop/money.py';

test('an edit, and an editor that replaces the file', async () => {
  workspace.append(MONEY, '\n\ndef cents(amount):\n    return amount * 100\n');
  await followed(MONEY);
  expect(await builds.differences()).toEqual([]);
  workspace.write('py/shop/shop/.money.py.swp', workspace.read(MONEY).replace('def cents', 'def pence'));
  renameSync(workspace.path('py/shop/shop/.money.py.swp'), workspace.path(MONEY));
  await followed(MONEY);
  expect(await builds.differences()).toEqual([]);
});

test('a file that is moved, a directory that is deleted, and what is ignored', async () => {
  workspace.write('ts/api/src/deep/er/more.ts', 'export const more = (n: number) => String(n);\n');
  await followed('ts/api/src/deep/er/more.ts');
  renameSync(workspace.path('ts/api/src/order.ts'), workspace.path('ts/api/src/deep/order.ts'));
  await followed('ts/api/src/order.ts');
  expect(await builds.differences()).toEqual([]);
  workspace.write('ts/api/node_modules/ignored.ts', 'export const ignored = 1;\n');
  workspace.remove('ts/api/src/deep');
  const { files } = await watching.next('updated');
  expect(files).toEqual(['ts/api/src/deep/er/more.ts', 'ts/api/src/deep/order.ts']);
  expect(await builds.differences()).toEqual([]);
});

test('syntax errors are rows, and gone when they are', async () => {
  const before = workspace.read(MONEY);
  workspace.append(MONEY, 'def broken(:\n');
  await followed(MONEY);
  expect(await builds.differences()).toEqual([]);
  workspace.write(MONEY, before);
  await followed(MONEY);
  expect(await builds.differences()).toEqual([]);
});

test('hundreds of files at once are one update, and a branch switch is another', async () => {
  workspace.commit('before');
  workspace.git('switch', '--quiet', '--create', 'many');
  const files = Array.from({ length: 400 }, (_, i) => `py/shop/shop/many/f${i}.py`);
  for (const [i, file] of files.entries()) workspace.write(file, `def f${i}(x):\n    return f${i - 1}(x)\n`);
  const update = await watching.next('updated');
  expect(update.files).toHaveLength(400);
  workspace.commit('many');
  workspace.git('switch', '--quiet', 'main');
  await watching.next('updated');
  expect(await builds.differences()).toEqual([]);
});

test('bad declarations and projects are reported, and forgotten when they are mended', async () => {
  workspace.write('cpg/views/names.sql', '-- Names.\nSELECT path, name FROM cst_defs\n');
  expect(JSON.stringify(await watching.next('failed'))).toContain('CPG_MANIFEST_STALE');
  workspace.append(MONEY, '# while it is stale\n');
  workspace.nxOk(['sync']);
  await followed(MONEY);
  expect(await builds.differences()).toEqual([]);
  const api = workspace.read('ts/api/package.json');
  workspace.write('ts/api/package.json', '{');
  expect(JSON.stringify(await watching.next('failed'))).toContain('CPG_PROJECTS_INVALID');
  workspace.write('ts/api/package.json', api);
  await watching.next('reopened');
});

test('a build afterwards finds everything up to date', async () => {
  workspace.append('README.md', '\nMore.\n');
  await followed('README.md');
  workspace.nxOk(['run', 'cpg:build']);
  expect([...workspace.lastRun().values()].filter((outcome) => outcome !== 'cut_off')).toEqual(['built']);
  expect(await builds.differences()).toEqual([]);
});

test('an interrupted watch ends well, and after a killed one a build is clean', async () => {
  expect(await watching.interrupt()).not.toBeNull();
  watching = new Watching(workspace, '--polling');
  await watching.next('watching');
  workspace.append(MONEY, '\n\ndef last(x):\n    return x\n');
  await followed(MONEY);
  for (let i = 0; i < 200; i++) workspace.write(`py/shop/shop/more/f${i}.py`, `def f${i}(x):\n    return x\n`);
  await Promise.race([watching.next('updated')]);
  await watching.kill();
  workspace.nxOk(['run', 'cpg:build']);
  expect(await builds.differences()).toEqual([]);
});
