import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { WorkspaceContext } from 'nx/src/native';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ignoredPaths } from './ignored-paths';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cpg-ignored-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const FILES = {
  '.gitignore': '*.log\n/build\n**/generated/\n!generated/kept.py\n',
  '.nxignore': 'docs\n!important.log\n',
  'a.py': '',
  'a.log': '',
  'important.log': '',
  'build/out.py': '',
  'libs/build/in.py': '',
  'libs/x/.gitignore': '!kept.log\n*.tmp.py\nsecret/\n',
  'libs/x/kept.log': '',
  'libs/x/other.log': '',
  'libs/x/a.tmp.py': '',
  'libs/x/secret/s.py': '',
  'libs/y/a.tmp.py': '',
  'libs/y/secret/s.py': '',
  'libs/generated/g.py': '',
  'generated/kept.py': '',
  'docs/d.py': '',
  'node_modules/p/index.js': '',
  '.git/config': '',
  '.hidden/h.py': '',
};

test('what is ignored is what Nx does not list', () => {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const context = new WorkspaceContext(root, mkdtempSync(join(tmpdir(), 'cpg-nx-')));
  const listed = context.allFileData().map(({ file }) => file);
  const isIgnored = ignoredPaths(root);
  const directoriesOf = (path: string): readonly string[] =>
    path === '.' ? [] : [...directoriesOf(posix.dirname(path)), path];
  const seen = Object.keys(FILES).filter(
    (path) =>
      !directoriesOf(posix.dirname(path)).some((directory) => isIgnored(directory, true)) && !isIgnored(path, false),
  );
  expect(seen.sort()).toEqual(listed.sort());
});

test('the store is ignored wherever it is not named', () => {
  const isIgnored = ignoredPaths(root);
  expect([isIgnored('.cpg', true), isIgnored('.', true), isIgnored('src', true)]).toEqual([true, false, false]);
});
