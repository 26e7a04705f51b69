/** Adds files to the workspace if the declarations still compile with them, the new manifest among them. */
import { join, posix } from 'node:path';
import { logger } from '@nx/devkit';
import { DiagnosticError, diagnostic, type Place } from '../../plugin/core/diagnostic';
import { canonicalJson } from '../../plugin/core/digest';
import { withFiles } from '../../plugin/core/source-files';
import type { Located } from '../../plugin/declaration/declarations';
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { compile } from '../sync/compile';
import { writeManifest } from '../sync/write-manifest';
import type { OpenGraph } from './open-graph';

/** Text by path relative to the folder of the declarations. */
export type Additions = ReadonlyMap<string, string>;

export interface Declared {
  /** What the declarations compile to with the new files. */
  readonly manifest: Manifest;
  /** Writes the files and the manifest. */
  write(): void;
}

/**
 * Compiles the declarations with `additions` among them; nothing is written before `write` is called.
 *
 * Errors: `CPG_FILE_TAKEN` for a file that is there, and everything that the compiler has to say.
 */
export async function declare(graph: OpenGraph, additions: Additions): Promise<Declared> {
  const { tree, files, projectRoot } = graph;
  const taken = [...additions.keys()].map((file) => posix.join(projectRoot, file)).filter((file) => tree.exists(file));
  if (taken.length > 0) {
    throw new DiagnosticError(taken.map((file) => diagnostic('CPG_FILE_TAKEN', { file }, { file })));
  }
  const added = new Map([...additions].map(([file, text]) => [join(tree.root, projectRoot, file), text]));
  const manifest = await compile({ workspaceRoot: tree.root, projectRoot, files: withFiles(files, added) });
  return {
    manifest,
    write() {
      for (const [file, text] of additions) tree.write(posix.join(projectRoot, file), text);
      writeManifest(tree, projectRoot, manifest);
    },
  };
}

/**
 * Whether `value` is among what is declared already; says so if it is. Errors: `CPG_NAME_TAKEN` for another declaration
 * of that kind and name.
 */
export function isDeclared<T extends { readonly kind: string; readonly name: string }>(
  declared: readonly Located<T>[],
  value: T,
  at: Place,
): boolean {
  const { kind, name } = value;
  const other = declared.find((located) => located.value.name === name);
  if (other === undefined) return false;
  const { file } = other.at;
  if (canonicalJson(other.value) !== canonicalJson(value)) {
    throw new DiagnosticError([diagnostic('CPG_NAME_TAKEN', { kind, name, other: file }, at)]);
  }
  logger.info(`The ${kind} '${name}' is declared like this in ${file} already: nothing changed.`);
  return true;
}
