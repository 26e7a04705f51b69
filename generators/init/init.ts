/** Sets up a Code Property Graph: a folder for declarations, the plugin in nx.json, the store in .gitignore. */
import { join, posix } from 'node:path';
import { generateFiles, globAsync, readNxJson, type Tree, updateNxJson } from '@nx/devkit';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { manifestAmong } from '../../plugin/manifest/manifest-among';
import { MANIFEST_FILE, STORE_DIRECTORY } from '../../plugin/manifest/naming';
import { DECLARATION_FOLDERS } from '../../plugin/schema/declaration-files';
import { compile } from '../sync/compile';
import { treeFiles } from '../sync/tree-files';
import { writeManifest } from '../sync/write-manifest';

export interface InitOptions {
  /** Relative to the workspace root. */
  readonly directory?: string;
}

/**
 * Adds what is missing and changes nothing that is there, so a second run does nothing.
 *
 * Errors: `CPG_DIRECTORY_INVALID` for the workspace root or a folder outside it, which Nx could not tell from the user's
 * own root project.
 */
export default async function init(tree: Tree, { directory = 'cpg' }: InitOptions): Promise<void> {
  const { manifestFile } = manifestAmong(await globAsync(tree, [`**/${MANIFEST_FILE}`]));
  if (manifestFile === undefined) await addGraph(tree, folderBelowRoot(directory));
  addPlugin(tree);
  ignoreStore(tree);
}

async function addGraph(tree: Tree, directory: string): Promise<void> {
  if (!tree.exists(join(directory, 'README.md'))) generateFiles(tree, join(__dirname, 'files'), directory, {});
  for (const folder of DECLARATION_FOLDERS) {
    // Git keeps no empty folders.
    if (tree.children(join(directory, folder)).length === 0) tree.write(join(directory, folder, '.gitkeep'), '');
  }
  const request = { workspaceRoot: tree.root, projectRoot: directory, files: treeFiles(tree) };
  writeManifest(tree, directory, await compile(request));
}

function folderBelowRoot(directory: string): string {
  const folder = posix.normalize(directory.replaceAll('\\', '/')).replace(/\/+$/, '');
  if (folder === '.' || folder === '' || folder.startsWith('..') || posix.isAbsolute(folder)) {
    throw new DiagnosticError([diagnostic('CPG_DIRECTORY_INVALID', { directory })]);
  }
  return folder;
}

function addPlugin(tree: Tree): void {
  const nxJson = readNxJson(tree) ?? {};
  const plugins = nxJson.plugins ?? [];
  const names = plugins.map((entry) => (typeof entry === 'string' ? entry : entry.plugin));
  if (names.some((name) => name === 'cpg' || name.startsWith('cpg/'))) return;
  updateNxJson(tree, { ...nxJson, plugins: [...plugins, 'cpg'] });
}

function ignoreStore(tree: Tree): void {
  const before = tree.exists('.gitignore') ? (tree.read('.gitignore', 'utf8') ?? '') : '';
  const lines = before.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, ''));
  if (lines.includes(STORE_DIRECTORY)) return;
  const separator = before === '' || before.endsWith('\n') ? '' : '\n';
  tree.write('.gitignore', `${before}${separator}${STORE_DIRECTORY}\n`);
}
