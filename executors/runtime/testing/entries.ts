/** Entries of a cache with rows that follow from the file, for tests. */
import type { CachedFile } from '../evidence-cache';

export const ENTRIES: readonly CachedFile[] = Array.from({ length: 40 }, (_, i) => ({
  suffix: 'py',
  linkTarget: null,
  bytes: Buffer.from(`x = ${i}\n`),
}));

/** Long enough that writing them can be interrupted. */
export const rowsOf = ({ bytes }: CachedFile): Buffer => Buffer.alloc(200_000, bytes);
