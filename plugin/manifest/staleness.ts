/** Whether the committed manifest still is what the declarations and the running engine would compile to. */
import { basename, dirname, join, posix, relative, sep } from 'node:path';
import { sha256 } from '../core/digest';
import { ON_DISK, type SourceFiles } from '../core/source-files';
import { CONFIG_FILES, DECLARATION_FOLDERS, declarationFiles, extractorFiles } from '../schema/declaration-files';
import { engineIdentity } from './engine';
import { keysText } from './keys';
import type { Manifest } from './manifest-schema';
import { KEYS_FILE } from './naming';
import { installedTools } from './tool-packages';

/**
 * What has changed since `manifest` was compiled, for a person to read: files relative to the workspace root, and the
 * engine and the extractors' tools by name and version. Empty when the manifest is current.
 *
 * Compares digests only: no declaration is loaded and nothing is compiled. `projectRoot` is the folder of the manifest
 * relative to `workspaceRoot`, `.` for the workspace root itself.
 */
export function staleSources(
  manifest: Manifest,
  workspaceRoot: string,
  projectRoot: string,
  files: SourceFiles = ON_DISK,
): string[] {
  return [
    ...changedEngine(manifest),
    ...changedTools(manifest, workspaceRoot),
    ...changedSources(manifest, workspaceRoot, files),
    ...appearedFiles(manifest, workspaceRoot, projectRoot, files),
    // Nx hashes the keys in place of the manifest.
    ...changedFile(posix.join(projectRoot, KEYS_FILE), sha256(keysText(manifest)), workspaceRoot, files),
  ];
}

/** Globs, relative to the workspace root, of the places where a declaration may appear. */
export const declarationGlobs = (projectRoot: string): readonly string[] =>
  [...CONFIG_FILES, ...DECLARATION_FOLDERS.map((folder) => `${folder}/**/*`)].map((glob) =>
    posix.join(projectRoot, glob),
  );

function changedEngine({ engine }: Manifest): string[] {
  const running = engineIdentity();
  if (engine.cpg !== running.cpg) return [`cpg ${engine.cpg} -> ${running.cpg}`];
  if (engine.duckdb !== running.duckdb) return [`@duckdb/node-api ${engine.duckdb} -> ${running.duckdb}`];
  return engine.digest === running.digest && engine.compiler === running.compiler ? [] : ['the code of cpg itself'];
}

function changedTools({ extractors }: Manifest, workspaceRoot: string): string[] {
  const changes = Object.values(extractors).flatMap((extractor) => {
    const installed = installedTools(extractor, workspaceRoot);
    return Object.entries(extractor.tools).flatMap(([tool, version]) =>
      installed[tool] === version ? [] : [`${tool} ${version} -> ${installed[tool]}`],
    );
  });
  return [...new Set(changes)];
}

const changedSources = ({ sources }: Manifest, workspaceRoot: string, files: SourceFiles): string[] =>
  Object.entries(sources).flatMap(([file, digest]) => changedFile(file, digest, workspaceRoot, files));

function changedFile(file: string, digest: string, workspaceRoot: string, files: SourceFiles): string[] {
  try {
    return sha256(files.read(join(workspaceRoot, file))) === digest ? [] : [file];
  } catch {
    return [`${file} is gone`];
  }
}

/** Declarations, and what the code of an extractor may load from its folder. */
function appearedFiles(
  { sources }: Manifest,
  workspaceRoot: string,
  projectRoot: string,
  files: SourceFiles,
): string[] {
  const declared = declarationFiles(join(workspaceRoot, projectRoot), files);
  const folders = declared.filter((file) => basename(file).startsWith('declaration.')).map((file) => dirname(file));
  return [...new Set([...declared, ...folders.flatMap((folder) => extractorFiles(folder, files))])]
    .map((file) => relative(workspaceRoot, file).split(sep).join('/'))
    .filter((file) => !(file in sources))
    .map((file) => `${file} is new`);
}
