import type { Tree } from '@nx/devkit';
import { FsTree } from '@nx/devkit/internal';
import { beforeEach, expect, test, vi } from 'vitest';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { sha256 } from '../../plugin/core/digest';
import { engineIdentity } from '../../plugin/manifest/engine';
import { keysText } from '../../plugin/manifest/keys';
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { sampleManifest } from '../../plugin/manifest/testing/sample-manifest';
import { temporaryWorkspace } from '../../plugin/manifest/testing/temporary-workspace';
import { compile } from './compile';
import sync from './sync';
import { manifestText } from './write-manifest';

vi.mock('./compile', () => ({ compile: vi.fn() }));
vi.mock('@nx/devkit', async (original) => ({
  ...(await original<typeof import('@nx/devkit')>()),
  // The real one asks a server of Nx for the files of the current directory.
  globAsync: async (tree: Tree) => ['cpg/cpg.manifest.json'].filter((file) => tree.exists(file)),
}));

const VIEW = 'SELECT 1';

const manifestOf = (view: string): Manifest => ({
  ...sampleManifest(),
  engine: engineIdentity(),
  sources: { 'cpg/views/one.sql': sha256(view) },
});

const MANIFEST_PATH = 'cpg/cpg.manifest.json';
const KEYS_PATH = 'cpg/cpg.keys.json';
const inSync = {
  'cpg/views/one.sql': VIEW,
  [MANIFEST_PATH]: manifestText(manifestOf(VIEW)),
  [KEYS_PATH]: keysText(manifestOf(VIEW)),
};

beforeEach(() => {
  vi.mocked(compile).mockReset();
});

test('compiles nothing when nothing changed', async () => {
  using workspace = temporaryWorkspace(inSync);
  const tree = new FsTree(workspace.root, false);
  expect(await sync(tree)).toEqual({});
  expect(tree.listChanges()).toEqual([]);
  expect(compile).not.toHaveBeenCalled();
});

test('writes what the declarations compile to, and says what changed', async () => {
  using workspace = temporaryWorkspace({ ...inSync, 'cpg/views/one.sql': 'SELECT 2' });
  vi.mocked(compile).mockResolvedValue(manifestOf('SELECT 2'));
  const tree = new FsTree(workspace.root, false);
  expect(await sync(tree)).toEqual({
    outOfSyncMessage: 'cpg.manifest.json does not match the declarations (cpg/views/one.sql).',
  });
  expect(tree.read(MANIFEST_PATH, 'utf8')).toBe(manifestText(manifestOf('SELECT 2')));
});

test('keys that are missing or of another manifest are written', async () => {
  const { [KEYS_PATH]: keys, ...others } = inSync;
  for (const found of [{}, { [KEYS_PATH]: `<<<<<<< HEAD\n${keys}` }]) {
    using workspace = temporaryWorkspace({ ...others, ...found });
    vi.mocked(compile).mockResolvedValue(manifestOf(VIEW));
    const tree = new FsTree(workspace.root, false);
    expect((await sync(tree)).outOfSyncMessage).toContain(KEYS_PATH);
    expect(tree.listChanges().map(({ path, content }) => [path, String(content)])).toEqual([[KEYS_PATH, keys]]);
  }
});

test('a manifest with merge conflicts is compiled anew', async () => {
  const text = manifestText(manifestOf(VIEW));
  using workspace = temporaryWorkspace({
    ...inSync,
    [MANIFEST_PATH]: `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> x\n`,
  });
  vi.mocked(compile).mockResolvedValue(manifestOf(VIEW));
  const tree = new FsTree(workspace.root, false);
  expect((await sync(tree)).outOfSyncMessage).toContain('cannot be read');
  expect(tree.read(MANIFEST_PATH, 'utf8')).toBe(text);
});

test('wrong declarations are reported and change nothing', async () => {
  using workspace = temporaryWorkspace({ ...inSync, 'cpg/views/one.sql': 'SELEKT' });
  vi.mocked(compile).mockImplementation(async () => {
    throw new DiagnosticError([diagnostic('CPG_SQL_INVALID', { view: 'one', cause: 'syntax' })]);
  });
  const tree = new FsTree(workspace.root, false);
  const failure = await sync(tree).catch((error: unknown) => String(error));
  expect(failure).toContain("CPG_SQL_INVALID view 'one' cannot be planned");
  expect(tree.listChanges()).toEqual([]);
});

test('a workspace without a manifest has nothing to sync', async () => {
  using workspace = temporaryWorkspace({ 'nx.json': '{}' });
  expect(await sync(new FsTree(workspace.root, false))).toEqual({});
});

test('the text of a manifest does not depend on the order of its keys', () => {
  const manifest = manifestOf(VIEW);
  const reversed = Object.fromEntries(Object.entries(manifest).reverse());
  expect(manifestText({ ...manifest, ...reversed })).toBe(manifestText(manifest));
  expect(JSON.parse(manifestText(manifest))).toEqual(manifest);
});
