import { readNxJson, type Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, expect, test, vi } from 'vitest';
import { sampleManifest } from '../../plugin/manifest/testing/sample-manifest';
import init from './init';

vi.mock('../sync/compile', () => ({ compile: async () => sampleManifest() }));

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace();
});

const contents = () =>
  Object.fromEntries(tree.listChanges().map((change) => [change.path, change.content?.toString('utf8')]));

test('makes a folder for each kind of declaration, a manifest, the plugin and an ignored store', async () => {
  await init(tree, {});
  for (const folder of ['entities', 'extractors', 'relationships', 'views']) {
    expect(tree.exists(`cpg/${folder}/.gitkeep`)).toBe(true);
  }
  expect(JSON.parse(tree.read('cpg/cpg.manifest.json', 'utf8') ?? '')).toEqual(sampleManifest());
  expect(readNxJson(tree)?.plugins).toEqual(['cpg']);
  expect(tree.read('.gitignore', 'utf8')).toBe('.cpg\n');
  expect(tree.read('cpg/README.md', 'utf8')).toContain('npx nx run cpg:build');
});

test('a second run changes nothing', async () => {
  await init(tree, {});
  const once = contents();
  await init(tree, {});
  expect(contents()).toEqual(once);
});

test('keeps what is there', async () => {
  tree.write('.gitignore', 'dist\n/.cpg/');
  tree.write('nx.json', JSON.stringify({ plugins: [{ plugin: 'cpg', options: {} }, 'other'] }));
  tree.write('cpg/views/mine.sql', 'SELECT 1');
  await init(tree, {});
  expect(tree.read('.gitignore', 'utf8')).toBe('dist\n/.cpg/');
  expect(readNxJson(tree)?.plugins).toHaveLength(2);
  expect(tree.exists('cpg/views/.gitkeep')).toBe(false);
});

test('another directory can hold the declarations', async () => {
  await init(tree, { directory: './tools/graph/' });
  expect(tree.exists('tools/graph/cpg.manifest.json')).toBe(true);
});

test.each(['.', '', '../elsewhere', '/tmp'])('the directory %j is rejected', async (directory) => {
  await expect(init(tree, { directory })).rejects.toThrow('CPG_DIRECTORY_INVALID');
});
