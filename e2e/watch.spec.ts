import { readdirSync, renameSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leanWorkspace } from './built-workspace';
import { Watching } from './watching';
import type { Workspace } from './workspace';

const MONEY = 'py/shop/shop/money.py';
const MANY = Array.from({ length: 150 }, (_, i) => `py/shop/shop/many/f${i}.py`);

/** Steps from the state `main` to the state `other`, each with a file that an update must name. */
const STEPS: Readonly<Record<string, readonly [file: string, take: (workspace: Workspace) => void]>> = {
  'an edit': [MONEY, (w) => w.append(MONEY, '\n\ndef cents(amount):\n    return amount * 100\n')],
  'a file that is moved into a new directory': [
    'ts/api/src/order.ts',
    (w) => {
      w.write('ts/api/src/deep/er/index.ts', "export * from '../order';\n");
      renameSync(w.path('ts/api/src/order.ts'), w.path('ts/api/src/deep/order.ts'));
    },
  ],
  'a directory that is deleted': ['ts/ui/src/button.tsx', (w) => w.remove('ts/ui/src')],
  'a syntax error': ['py/shop/shop/cart.py', (w) => w.append('py/shop/shop/cart.py', 'def broken(:\n')],
  'many files at once': [
    MANY[0] ?? '',
    (w) => {
      for (const [i, file] of MANY.entries()) w.write(file, `def f${i}(x):\n    return f${i - 1}(x)\n`);
    },
  ],
};

let workspace: Workspace;
let watching: Watching;
/** What builds from nothing make of the two states. */
const clean = new Map<'main' | 'other', ReadonlyMap<string, string>>();

beforeAll(async () => {
  workspace = leanWorkspace();
  clean.set('main', workspace.storeDigests());
  workspace.git('switch', '--quiet', '--create', 'other');
  for (const [, take] of Object.values(STEPS)) take(workspace);
  workspace.commit('other');
  using copy = workspace.copy({ caches: false, store: false });
  workspace.git('switch', '--quiet', 'main');
  watching = new Watching(workspace);
  const [built] = await Promise.all([copy.finished(['run', 'cpg:build']), watching.next('watching')]);
  expect(built).toBe(0);
  clean.set('other', copy.storeDigests());
});
afterAll(async () => {
  await watching?.kill();
  workspace?.[Symbol.dispose]();
});

/** Files of the store that are not those of a build of this state from nothing. */
function differences(state: 'main' | 'other'): readonly string[] {
  const found = workspace.storeDigests();
  return [...(clean.get(state) ?? [])].filter(([file, digest]) => found.get(file) !== digest).map(([file]) => file);
}

test('step by step to another state, and back by switching the branch', async () => {
  for (const [file, take] of Object.values(STEPS)) {
    take(workspace);
    await watching.followed(file);
  }
  expect(differences('other')).toEqual([]);
  workspace.git('reset', '--quiet', '--hard');
  workspace.git('clean', '--quiet', '-d', '--force');
  await watching.followed(MONEY, MANY.at(-1));
  expect(differences('main')).toEqual([]);
  workspace.git('switch', '--quiet', 'other');
  await watching.followed(MONEY, MANY.at(-1));
  expect(differences('other')).toEqual([]);
  workspace.git('switch', '--quiet', 'main');
  await watching.followed(MONEY, MANY.at(-1));
});

test('an editor that replaces the file; what is ignored is not even looked at', async () => {
  workspace.write('ts/api/node_modules/ignored.ts', 'export const ignored = 1;\n');
  const before = workspace.read(MONEY);
  for (const text of [`${before}\n\ndef other():\n    return 1\n`, before]) {
    workspace.write('.money.py.swp', text);
    renameSync(workspace.path('.money.py.swp'), workspace.path(MONEY));
    expect((await watching.next('updated')).files).toEqual([MONEY]);
  }
  expect(differences('main')).toEqual([]);
});

test('what is wrong is said with code and hint, and the watch goes on', async () => {
  const api = workspace.read('ts/api/package.json');
  workspace.write('ts/api/package.json', '{');
  expect((await watching.next('failed')).errors).toEqual([
    expect.stringMatching(/^CPG_PROJECTS_INVALID .*package\.json[\s\S]*hint: /s),
  ]);
  workspace.write('ts/api/package.json', api);
  await watching.next('reopened');
  workspace.write('cpg/views/names.sql', '-- Names.\nSELECT path, name FROM cst_defs\n');
  const stale = await watching.next('failed');
  expect(stale.errors).toEqual([expect.stringMatching(/^CPG_MANIFEST_STALE .*names\.sql.*nx sync[\s\S]*hint: /)]);
  workspace.remove('cpg/views/names.sql');
  workspace.append(MONEY, '# after that\n');
  await watching.followed(MONEY);
});

test('a build afterwards has nothing to do, and a killed watch leaves nothing that a build does not mend', async () => {
  workspace.nxOk(['run', 'cpg:build']);
  expect([...workspace.lastRun()].filter(([, outcome]) => outcome !== 'cut_off')).toEqual([['cpg:build', 'built']]);
  const stamp = workspace.path('.cpg/data/shop/cpg-extract-tree-sitter/cst_defs/stamp.json');
  const rewritten = watching.rewritten(stamp);
  workspace.git('switch', '--quiet', '--force', 'other');
  await rewritten;
  await watching.kill();
  workspace.nxOk(['run', 'cpg:build']);
  expect(differences('other')).toEqual([]);
});

test('without events it polls, and an interrupted one leaves nothing unfinished', async () => {
  const unfinished = () => readdirSync(workspace.path('.cpg/tmp'));
  const before = unfinished();
  watching = new Watching(workspace, '--polling');
  await watching.next('watching');
  workspace.git('switch', '--quiet', 'main');
  await watching.followed(MONEY, MANY.at(-1));
  expect(differences('main')).toEqual([]);
  await watching.interrupt();
  expect(unfinished()).toEqual(before);
});
