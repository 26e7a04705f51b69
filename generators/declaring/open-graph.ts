/** The graph's project as a generator finds it, with everything that is declared. */
import { join, posix } from 'node:path';
import { globAsync, type Tree } from '@nx/devkit';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { unwrap } from '../../plugin/core/result';
import type { SourceFiles } from '../../plugin/core/source-files';
import { declarationRoots } from '../../plugin/declaration/declaration-roots';
import type { Declarations } from '../../plugin/declaration/declarations';
import { loadDeclarations } from '../../plugin/declaration/load';
import { manifestAmong } from '../../plugin/manifest/manifest-among';
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { MANIFEST_FILE } from '../../plugin/manifest/naming';
import { parseManifest } from '../../plugin/manifest/read-manifest';
import sync from '../sync/sync';
import { treeFiles } from '../sync/tree-files';

export interface OpenGraph {
  readonly tree: Tree;
  readonly files: SourceFiles;
  /** Folder of the declarations, relative to the workspace root. */
  readonly projectRoot: string;
  /** What the declarations compile to, before anything is added. */
  readonly manifest: Manifest;
  readonly declarations: Declarations;
}

/**
 * The graph of `tree`, its manifest brought up to date first.
 *
 * Errors: `CPG_MANIFEST_MISSING`; `CPG_DIRECTORY_INVALID` where the workspace is cpg's own, whose declarations are not
 * the user's; everything that is wrong with what is declared already.
 */
export async function openGraph(tree: Tree): Promise<OpenGraph> {
  const { manifestFile } = manifestAmong(await globAsync(tree, [`**/${MANIFEST_FILE}`]));
  if (manifestFile === undefined) throw new DiagnosticError([diagnostic('CPG_MANIFEST_MISSING', {})]);
  const projectRoot = posix.dirname(manifestFile);
  const roots = declarationRoots(tree.root, projectRoot);
  if (!roots.some(({ directory }) => directory === join(tree.root, projectRoot))) {
    throw new DiagnosticError([diagnostic('CPG_DIRECTORY_INVALID', { directory: projectRoot })]);
  }
  await sync(tree);
  const files = treeFiles(tree);
  const manifest = unwrap(parseManifest(tree.read(manifestFile, 'utf8') ?? '', manifestFile));
  const declarations = unwrap(await loadDeclarations({ roots, workspaceRoot: tree.root, files }));
  return { tree, files, projectRoot, manifest, declarations };
}
