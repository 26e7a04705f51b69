/**
 * The rows of files that were extracted before, below `.cpg/cache`.
 *
 * Only an accelerator: no key, stamp or result depends on it. An entry is one file, named for everything that decides
 * its content; whatever is missing, damaged or cannot be written is extracted again. A directory of entries needs no
 * lock and no index, so any number of threads and processes share it, and any of its files may vanish at any time.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { readDigested, writeDigested } from './digested-file';

/** An entry that is used is younger than this: its time of modification says when it was used, to the day. */
const TOUCHED_MILLISECONDS = 24 * 60 * 60 * 1000;

const MEBIBYTE = 1024 * 1024;
const DEFAULT_MEBIBYTES = 1024;

/** How large the cache may be, in bytes: `CPG_EVIDENCE_CACHE_MB`, else 1 GiB. 0: it is neither read nor written. */
export function cacheBytesFromEnvironment(): number {
  const asked = process.env.CPG_EVIDENCE_CACHE_MB?.trim();
  const mebibytes = asked ? Number(asked) : DEFAULT_MEBIBYTES;
  return (mebibytes >= 0 ? mebibytes : DEFAULT_MEBIBYTES) * MEBIBYTE;
}

/** What decides the rows of a file, given the extractor. */
export interface CachedFile {
  /** The end of its name, as far as that may decide about rows. */
  readonly suffix: string;
  readonly linkTarget: string | null;
  readonly bytes: Uint8Array;
}

/** The entries of one extractor below `cache`; `identity` is a digest of all that decides rows besides the file. */
export const shelfOf = (cache: string, extractor: string, identity: string): string =>
  join(cache, `${extractor}-${identity.slice(0, 32)}`);

/** The packed rows of a file; null when they are not known. */
export function recall(shelf: string, file: CachedFile): Uint8Array<ArrayBuffer> | null {
  const entry = entryOf(shelf, file);
  const rows = readDigested(entry);
  if (rows !== null) markUsed(entry);
  return rows;
}

/** Keeps the packed rows of a file, if that is possible. */
export function remember(shelf: string, file: CachedFile, rows: Uint8Array): void {
  const entry = entryOf(shelf, file);
  try {
    mkdirSync(shelf, { recursive: true });
    writeDigested(entry, rows);
  } catch {
    // A full or read-only disk: it is extracted again the next time.
  }
}

function entryOf(shelf: string, { suffix, linkTarget, bytes }: CachedFile): string {
  const name = createHash('sha256')
    .update(`${JSON.stringify([suffix, linkTarget])}\n`)
    .update(bytes)
    .digest('hex');
  return join(shelf, name);
}

function markUsed(entry: string): void {
  try {
    const now = Date.now();
    if (now - statSync(entry).mtimeMs > TOUCHED_MILLISECONDS) utimesSync(entry, now / 1000, now / 1000);
  } catch {
    // Read-only, or gone by now.
  }
}
