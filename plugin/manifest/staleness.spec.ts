import { expect, test } from 'vitest';
import { sha256 } from '../core/digest';
import { engineIdentity, packageVersion } from './engine';
import { keysText } from './keys';
import type { Manifest } from './manifest-schema';
import { staleSources } from './staleness';
import { sampleManifest } from './testing/sample-manifest';
import { temporaryWorkspace } from './testing/temporary-workspace';

const FILES = {
  'cpg/views/one.sql': 'SELECT 1',
  'cpg/entities/thing.ts': 'export default 1',
  'cpg/extractors/mine/declaration.ts': 'export default 2',
  'lib/shared.ts': 'export const shared = 3',
};

/** A manifest as if it had just been compiled from `FILES`. */
function fresh(changes: Partial<Manifest> = {}): Manifest {
  const sources = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [path, sha256(text)]));
  return { ...sampleManifest(), engine: engineIdentity(), sources, ...changes };
}

/** What is stale of a manifest that was compiled from `FILES`, but for `changes`. */
function stale(workspace: ReturnType<typeof temporaryWorkspace>, changes: Partial<Manifest> = {}): string[] {
  const manifest = fresh(changes);
  workspace.write('cpg/cpg.keys.json', keysText(manifest));
  return staleSources(manifest, workspace.root, 'cpg');
}

test('a manifest that was just compiled is current', () => {
  using workspace = temporaryWorkspace(FILES);
  expect(stale(workspace)).toEqual([]);
});

test('an edited, a removed and a new declaration are named', () => {
  using workspace = temporaryWorkspace(FILES);
  workspace.write('cpg/views/one.sql', 'SELECT 2');
  workspace.write('lib/shared.ts', 'export const shared = 4');
  workspace.remove('cpg/entities/thing.ts');
  workspace.write('cpg/views/two.sql', 'SELECT 1');
  expect(stale(workspace)).toEqual([
    'cpg/views/one.sql',
    'cpg/entities/thing.ts is gone',
    'lib/shared.ts',
    'cpg/views/two.sql is new',
  ]);
});

test('keys that are not those of the manifest are named', () => {
  using workspace = temporaryWorkspace(FILES);
  expect(staleSources(fresh(), workspace.root, 'cpg')).toEqual(['cpg/cpg.keys.json is gone']);
  workspace.write('cpg/cpg.keys.json', keysText(fresh()).replace('engine', 'motor'));
  expect(staleSources(fresh(), workspace.root, 'cpg')).toEqual(['cpg/cpg.keys.json']);
});

test('what an extractor could load from its folder is named when it appears', () => {
  using workspace = temporaryWorkspace(FILES);
  workspace.write('cpg/extractors/mine/queries/names.scm', '');
  expect(stale(workspace)).toEqual(['cpg/extractors/mine/queries/names.scm is new']);
});

test('files that are no declarations do not count', () => {
  using workspace = temporaryWorkspace({
    ...FILES,
    'cpg/README.md': '',
    'cpg/views/.gitkeep': '',
    'cpg/entities/thing.spec.ts': '',
    'cpg/entities/thing.test.ts': '',
    'cpg/extractors/mine/README.md': '',
    'cpg/extractors/mine/extractor-test.mjs': '',
    'cpg/extractors/mine/fixtures/example.py': '',
  });
  expect(stale(workspace)).toEqual([]);
});

test('another version of cpg, of the query engine, of its code or of a tool is named', () => {
  using workspace = temporaryWorkspace(FILES);
  const engine = engineIdentity();
  expect(stale(workspace, { engine: { ...engine, cpg: '0.0.1' } })).toEqual([`cpg 0.0.1 -> ${engine.cpg}`]);
  expect(stale(workspace, { engine: { ...engine, duckdb: '1.0' } })).toEqual([
    `@duckdb/node-api 1.0 -> ${engine.duckdb}`,
  ]);
  expect(stale(workspace, { engine: { ...engine, compiler: sha256('other') } })).toEqual(['the code of cpg itself']);
  const { extractors } = sampleManifest();
  const tools = { zod: '0.0.0', 'no-such-package': 'absent' };
  const used = Object.fromEntries(Object.entries(extractors).map(([name, e]) => [name, { ...e, tools }]));
  expect(stale(workspace, { extractors: used })).toEqual([`zod 0.0.0 -> ${packageVersion('zod')}`]);
});

test('an optional tool that is installed or taken away is named, with what it brings along', () => {
  using workspace = temporaryWorkspace(FILES);
  const optionalTools = [{ package: 'some-indexer', languages: ['python' as const], dependencies: ['its-compiler'] }];
  const listing = (version: string) => {
    const used = Object.entries(sampleManifest().extractors).map(([name, e]) => [
      name,
      { ...e, optionalTools, tools: { 'some-indexer': version } },
    ]);
    return stale(workspace, { extractors: Object.fromEntries(used) });
  };
  expect(listing('absent')).toEqual([]);
  expect(listing('1.0.0')).toEqual(['some-indexer 1.0.0 -> absent']);
  workspace.write('node_modules/some-indexer/package.json', '{ "version": "2.0.0" }');
  workspace.write('node_modules/its-compiler/package.json', '{ "version": "5.0.0" }');
  expect(listing('absent')).toEqual(['some-indexer absent -> 2.0.0 with its-compiler 5.0.0']);
  workspace.write('node_modules/some-indexer/node_modules/its-compiler/package.json', '{ "version": "6.0.0" }');
  expect(listing('2.0.0 with its-compiler 5.0.0')).toHaveLength(1);
  expect(listing('2.0.0 with its-compiler 6.0.0')).toEqual([]);
});
