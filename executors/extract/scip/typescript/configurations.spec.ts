import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryWorkspace } from '../../../../plugin/manifest/testing/temporary-workspace';
import { groupByConfiguration } from './configurations';

function groups(files: Readonly<Record<string, string>>) {
  using workspace = temporaryWorkspace(files);
  const sources = Object.keys(files).filter((path) => !path.endsWith('.json'));
  const { groups: found, invalid } = groupByConfiguration(workspace.root, sources);
  const shown = found.map(({ configuration, files: members }) => [
    configuration === null ? null : relative(workspace.root, configuration),
    members,
  ]);
  return { groups: shown, invalid };
}

test('the nearest configuration counts, and what it refers to before it', () => {
  expect(
    groups({
      'tsconfig.json': '{}',
      'a/tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.lib.json" }, { "path": "../b" }] }',
      'a/tsconfig.lib.json': '{ "compilerOptions": { "composite": true }, "include": ["src"] }',
      'a/src/x.ts': '',
      'a/test/y.ts': '',
      'b/tsconfig.json': '{}',
      'b/z.ts': '',
      'c/w.js': '',
    }),
  ).toEqual({
    groups: [
      ['a/tsconfig.lib.json', ['a/src/x.ts']],
      ['a/tsconfig.json', ['a/test/y.ts']],
      ['b/tsconfig.json', ['b/z.ts']],
      ['tsconfig.json', ['c/w.js']],
    ],
    invalid: [],
  });
});

test('without one, files are read all the same', () => {
  expect(groups({ 'a/x.ts': '', 'b/y.js': '' })).toEqual({ groups: [[null, ['a/x.ts', 'b/y.js']]], invalid: [] });
});

test('one that cannot be used is reported, and its files are read without', () => {
  const { groups: found, invalid } = groups({
    'a/tsconfig.json': '{ "extends": "./gone.json" }',
    'a/x.ts': '',
    'b/tsconfig.json': '{ "compilerOptions": { "module": "nonsense" } }',
    'b/y.ts': '',
  });
  expect(found).toEqual([[null, ['a/x.ts', 'b/y.ts']]]);
  expect(invalid).toMatchObject([{ path: 'a/tsconfig.json' }, { path: 'b/tsconfig.json' }]);
});

test('configurations that refer to each other come to an end', () => {
  const refers = (path: string) => `{ "files": [], "references": [{ "path": "${path}" }] }`;
  const { groups: found } = groups({
    'tsconfig.json': refers('./tsconfig.a.json'),
    'tsconfig.a.json': refers('./tsconfig.json'),
    'x.ts': '',
  });
  expect(found).toEqual([['tsconfig.json', ['x.ts']]]);
});
