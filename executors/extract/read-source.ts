/** Reads one file and makes sure that it is the file whose hash Nx used. */
import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, languageOf } from '../../plugin/schema/language';
import type { ContentHash } from './content-hash';

/**
 * A file as an extractor of files gets it: what is on disk, nothing decoded, and of its path only what may decide about
 * rows. Two files that are equal in all of this have the same rows.
 */
export interface FileContent {
  /** The end of its name: `py`, `mts`, `d.ts`; empty without a dot, all of a name that only starts with one. */
  readonly suffix: string;
  readonly language: Language | null;
  readonly bytes: Buffer;
  /** Where a symbolic link points, as written in the link; null for a regular file. */
  readonly linkTarget: string | null;
}

export interface OpenFile extends FileContent {
  readonly path: string;
}

/**
 * What follows the last dot of a name, of declaration files of TypeScript all from the `d` on; `.gitignore` whole, which
 * makes it another than that of `a.gitignore`.
 */
export const suffixOf = (path: string): string =>
  /(?:^|\/)(\.[^/.]*)$/.exec(path)?.[1] ?? /\.(d\.(?:[^/]*\.)?[^/.]*ts|[^/.]*)$/.exec(path)?.[1] ?? '';

/** The errors of a path that is not the file it was: removed, or replaced by something that is no file. */
const GONE: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP']);

/**
 * The file at `path`, or null when it is gone or its bytes do not hash to `hash`. Any other I/O error is thrown: the
 * bytes of the file do not determine it.
 */
export function readSource(root: string, path: string, hash: string, hashOf: ContentHash): OpenFile | null {
  const absolute = join(root, path);
  try {
    const linkTarget = lstatSync(absolute).isSymbolicLink() ? readlinkSync(absolute) : null;
    const bytes = readFileSync(absolute);
    if (hashOf(bytes) !== hash) return null;
    return { path, suffix: suffixOf(path), language: languageOf(path), bytes, linkTarget };
  } catch (error) {
    if (error instanceof Error && 'code' in error && GONE.has(error.code)) return null;
    throw error;
  }
}
