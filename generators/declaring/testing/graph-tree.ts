import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { DiagnosticError } from '../../../plugin/core/diagnostic';
import { type Manifest, manifestSchema } from '../../../plugin/manifest/manifest-schema';
import { compile } from '../../sync/compile';
import { treeFiles } from '../../sync/tree-files';
import { writeManifest } from '../../sync/write-manifest';

export const MANIFEST_PATH = 'cpg/cpg.manifest.json';
const KEYS_PATH = 'cpg/cpg.keys.json';
/** What every change of a declaration changes too, sorted. */
export const COMPILED = [KEYS_PATH, MANIFEST_PATH];

/** Compiling is most of what these tests take; the manifest depends on the declarations alone. */
const compiled = new Map<string, Promise<Manifest>>();

/** A virtual workspace with a graph and these declarations, by path below `cpg`; everything in it counts as written. */
export async function graphTree(declarations: Readonly<Record<string, string>> = {}): Promise<Tree> {
  const tree = createTreeWithEmptyWorkspace();
  for (const [file, text] of Object.entries(declarations)) tree.write(`cpg/${file}`, text);
  const key = JSON.stringify(declarations);
  const manifest =
    compiled.get(key) ?? compile({ workspaceRoot: tree.root, projectRoot: 'cpg', files: treeFiles(tree) });
  compiled.set(key, manifest);
  writeManifest(tree, 'cpg', await manifest);
  return tree;
}

export const manifestIn = (tree: Tree): Manifest =>
  manifestSchema.parse(JSON.parse(tree.read(MANIFEST_PATH, 'utf8') ?? ''));

/** Path to text of every file of the tree. */
export const contents = (tree: Tree): Readonly<Record<string, string>> =>
  Object.fromEntries(tree.listChanges().map((change) => [change.path, change.content?.toString('utf8') ?? '']));

/** What a run adds to or changes in a tree. */
export async function changesOf(tree: Tree, run: () => Promise<void>): Promise<Readonly<Record<string, string>>> {
  const before = contents(tree);
  await run();
  return Object.fromEntries(Object.entries(contents(tree)).filter(([path, text]) => before[path] !== text));
}

/** The diagnostics that a run ends with; it must leave the tree as it was. */
export async function rejection(tree: Tree, run: () => Promise<void>) {
  const before = contents(tree);
  const error: unknown = await run().then(
    () => 'no failure',
    (e: unknown) => e,
  );
  if (!(error instanceof DiagnosticError)) throw new Error(`expected diagnostics, got ${error}`);
  if (JSON.stringify(contents(tree)) !== JSON.stringify(before)) throw new Error('a failed run changed the tree');
  return error.diagnostics;
}
