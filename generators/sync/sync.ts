/** Keeps cpg.manifest.json and its keys what the declarations compile to. */
import { posix } from 'node:path';
import { globAsync, type Tree } from '@nx/devkit';
import { manifestAmong } from '../../plugin/manifest/manifest-among';
import { MANIFEST_FILE } from '../../plugin/manifest/naming';
import { parseManifest } from '../../plugin/manifest/read-manifest';
import { staleSources } from '../../plugin/manifest/staleness';
import { type CompileRequest, compile } from './compile';
import { treeFiles } from './tree-files';
import { writeManifest } from './write-manifest';

export interface SyncOutcome {
  readonly outOfSyncMessage?: string;
}

/**
 * Writes both through `tree` if the declarations, the extractors' tools or cpg itself have changed; a manifest
 * that cannot be read, for example one with merge conflicts, is compiled anew. Does nothing in a workspace without one.
 *
 * Throws a `DiagnosticError` with everything that is wrong with the declarations. Without changes it compares digests
 * only: neither the compiler nor the query engine is loaded.
 */
export default async function sync(tree: Tree): Promise<SyncOutcome> {
  const { manifestFile } = manifestAmong(await globAsync(tree, [`**/${MANIFEST_FILE}`]));
  if (manifestFile === undefined) return {};
  const projectRoot = posix.dirname(manifestFile);
  const before = tree.read(manifestFile, 'utf8') ?? '';
  const request = { workspaceRoot: tree.root, projectRoot, files: treeFiles(tree) };
  const reasons = whyStale(before, manifestFile, request);
  if (reasons.length === 0) return {};
  if (!writeManifest(tree, projectRoot, await compile(request))) return {};
  return { outOfSyncMessage: `${MANIFEST_FILE} does not match the declarations (${reasons.join(', ')}).` };
}

function whyStale(text: string, manifestFile: string, request: CompileRequest): readonly string[] {
  const { workspaceRoot, projectRoot, files } = request;
  const manifest = parseManifest(text, manifestFile);
  if (!manifest.ok) return [`${manifestFile} cannot be read`];
  return staleSources(manifest.value, workspaceRoot, projectRoot, files);
}
