import { existsSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryWorkspace } from '../../../../plugin/manifest/testing/temporary-workspace';
import { linkPackages } from './node-modules';

test('packages of the workspace lead into the copy, others to where they are, and what is not copied nowhere', () => {
  using workspace = temporaryWorkspace({
    'node_modules/dep/package.json': '{}',
    'node_modules/.bin/tool': '',
    'libs/a/node_modules/own/package.json': '{}',
    'libs/b/package.json': '{}',
    'libs/c/package.json': '{}',
  });
  using mirror = temporaryWorkspace({ 'libs/a/x.ts': '', 'libs/b/package.json': '{}' });
  mkdirSync(join(workspace.root, 'node_modules', '@acme'));
  for (const name of ['b', 'c', 'gone']) {
    symlinkSync(join('..', '..', 'libs', name), join(workspace.root, 'node_modules', '@acme', name));
  }
  linkPackages(workspace.root, mirror.root, ['libs/a']);
  const target = (path: string) => realpathSync(join(mirror.root, path));
  expect(target('node_modules/dep')).toBe(join(workspace.root, 'node_modules/dep'));
  expect(target('libs/a/node_modules/own')).toBe(join(workspace.root, 'libs/a/node_modules/own'));
  expect(target('node_modules/@acme/b')).toBe(join(mirror.root, 'libs/b'));
  expect(existsSync(join(mirror.root, 'node_modules/@acme/c'))).toBe(false);
  expect(existsSync(join(mirror.root, 'node_modules/@acme/gone'))).toBe(false);
  expect(existsSync(join(mirror.root, 'node_modules/.bin'))).toBe(false);
});
