/** Keeps `.cpg/cache` small: entries that were not used for long go, and the least recently used beyond a size. */
import { type Dirent, readdirSync, rmdirSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DAY = 24 * 60 * 60 * 1000;
const UNUSED_MILLISECONDS = 30 * DAY;

/** Empty; the time of its modification says when the cache was swept. */
const MARKER = 'swept';

/**
 * Sweeps the cache at `directory` to at most `bytes`, unless that was done less than a day ago: until then the cache
 * may be larger. Takes about 10 ms for 1,000 entries. Whoever reads an entry that goes misses it, nothing worse.
 */
export function sweepCacheDaily(directory: string, bytes: number, now: number = Date.now()): void {
  try {
    const marker = join(directory, MARKER);
    const swept = statSync(marker, { throwIfNoEntry: false })?.mtimeMs;
    if (swept !== undefined && Math.abs(now - swept) < DAY) return;
    // Before the work, so that processes that end together do not all do it.
    writeFileSync(marker, '');
    utimesSync(marker, now / 1000, now / 1000);
    // What is younger than its marker needs no sweep yet.
    if (swept !== undefined) sweep(directory, bytes, now);
  } catch {
    // There is no cache, or it cannot be written.
  }
}

interface Entry {
  readonly path: string;
  readonly bytes: number;
  readonly usedAt: number;
}

function sweep(directory: string, limit: number, now: number): void {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true });
  const entries = files.flatMap((file) => entryOf(directory, file)).sort((a, b) => b.usedAt - a.usedAt);
  const emptied = new Set<string>();
  let kept = 0;
  for (const { path, bytes, usedAt } of entries) {
    const unused = now - usedAt;
    const unfinished = path.endsWith('.tmp') && unused > DAY;
    if (!unfinished && unused <= UNUSED_MILLISECONDS && kept + bytes <= limit) kept += bytes;
    else if (attempt(() => unlinkSync(path))) emptied.add(dirname(path));
  }
  for (const shelf of emptied) attempt(() => rmdirSync(shelf));
}

function entryOf(directory: string, file: Dirent): readonly Entry[] {
  const path = join(file.parentPath, file.name);
  if (!file.isFile() || path === join(directory, MARKER)) return [];
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? [] : [{ path, bytes: stat.size, usedAt: stat.mtimeMs }];
}

/** Another process may have been here first; a directory may not be empty. */
function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
