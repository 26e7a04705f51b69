/**
 * Partitions going to and coming from `.cpg/data`.
 *
 * A partition becomes visible in one short synchronous step (`commit`): stamp removed, Parquet renamed into place,
 * lanes written, stamp renamed into place last. Whatever interrupts it, and whoever writes the same partition at the
 * same time, leaves a stamp that is missing or does not match its files; `intact` then says miss.
 */
import { createHash, randomUUID } from 'node:crypto';
import {
  createReadStream,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Semaphore } from 'async-mutex';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import type { Lane } from '../../plugin/schema/semantic-type';
import { LANES } from '../../plugin/schema/semantic-type';
import { formatStamp, parseStamp, type Stamp } from './stamp';
import { type DatasetPlace, datasetFiles, type StorePaths, storePaths } from './store-paths';

/** A partition that is written but not visible yet. */
export interface PendingPartition {
  readonly place: DatasetPlace;
  readonly stamp: Stamp;
  readonly lanes: Readonly<Record<Lane, string>>;
  /** Where the Parquet file is now; null for a gather. */
  readonly parquet: string | null;
}

const STALE_TEMPORARY_MILLISECONDS = 24 * 60 * 60 * 1000;

export interface WriteSlots {
  /** Runs `work` beside others. */
  beside<T>(work: () => Promise<T>): Promise<T>;
  /** Runs `work` when no other write does. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export class Store {
  readonly paths: StorePaths;
  /** Directory of this process's unfinished files; removed by `close`. */
  readonly temporary: string;
  /** Writes at once: each uses one of the threads and its share of the engine's memory, or, with all slots, all of it. */
  readonly writes: WriteSlots;
  /** SHA-256 by path, of a file with this version, so that several readers of a file verify it once. */
  private readonly verified = new Map<string, Versioned<string>>();
  /** Stamps by path, so that several readers parse one once. */
  private readonly stamps = new Map<string, Versioned<Stamp | null>>();
  /** SHA-256 by path, of the files that this run has read or written. */
  private readonly contents = new Map<string, string>();

  constructor(workspaceRoot: string, threads: number) {
    const slots = new Semaphore(threads);
    this.writes = {
      beside: (work) => slots.runExclusive(work),
      alone: (work) => slots.runExclusive(work, threads),
    };
    this.paths = storePaths(workspaceRoot);
    this.temporary = join(this.paths.temporary, randomUUID());
    writing(() => {
      mkdirSync(this.temporary, { recursive: true });
      removeStale(this.paths.temporary);
    });
  }

  /** An unused path for a file being written. */
  temporaryFile(extension: string): string {
    return join(this.temporary, `${randomUUID()}.${extension}`);
  }

  /** A path relative to the workspace root, made absolute. */
  absolute(path: string): string {
    return join(this.paths.workspaceRoot, path);
  }

  /** The stamp of a partition whose Parquet file and lanes are what the stamp says; null for a miss. */
  async intact(place: DatasetPlace, lanesOf?: (stamp: Stamp) => Readonly<Record<Lane, string>>): Promise<Stamp | null> {
    const files = datasetFiles(this.paths, place);
    const stamp = this.stampAt(files.stamp);
    if (stamp === null) return null;
    if (stamp.parquet !== null && !(await this.holds(files.parquet, stamp.parquet.sha256))) return null;
    const lanes = lanesOf?.(stamp);
    if (lanes !== undefined && LANES.some((lane) => readText(files.lane(lane)) !== lanes[lane])) return null;
    return stamp;
  }

  /** Whether the file at `path` exists and has this SHA-256. */
  async holds(path: string, sha256: string): Promise<boolean> {
    try {
      const version = versionOf(path);
      if (version === null) return false;
      const known = this.verified.get(path);
      if (known?.version === version) return known.value === sha256;
      const hash = createHash('sha256');
      await pipeline(createReadStream(path), hash);
      const found = hash.digest('hex');
      this.verified.set(path, { version, value: found });
      return found === sha256;
    } catch {
      return false;
    }
  }

  /** Whether this run has met no other content at `path` than this one: another build may have replaced what it read. */
  agrees(path: string, sha256: string): boolean {
    const known = this.contents.get(path);
    if (known === undefined) this.contents.set(path, sha256);
    return known === undefined || known === sha256;
  }

  /** Makes all of `pending` visible. Errors: `CPG_STORE_UNWRITABLE`. */
  commit(pending: readonly PendingPartition[]): void {
    writing(() => {
      for (const { place, stamp, lanes, parquet } of pending) {
        const files = datasetFiles(this.paths, place);
        mkdirSync(dirname(files.lane('content')), { recursive: true });
        const stampFile = this.temporaryFile('json');
        writeFileSync(stampFile, formatStamp(stamp));
        rmSync(files.stamp, { force: true });
        if (parquet === null) rmSync(files.parquet, { force: true });
        else renameSync(parquet, files.parquet);
        for (const lane of LANES) writeFileSync(files.lane(lane), lanes[lane]);
        renameSync(stampFile, files.stamp);
        this.stamps.delete(files.stamp);
        this.remember(files.parquet, stamp);
      }
    });
  }

  /** Removes what is in `path`, relative to the workspace root, except the entries called `kept`. */
  prune(path: string, kept: ReadonlySet<string>): void {
    const directory = join(this.paths.workspaceRoot, path);
    writing(() => {
      for (const entry of listDirectory(directory)) {
        if (!kept.has(entry)) rmSync(join(directory, entry), { recursive: true, force: true });
      }
    });
  }

  /**
   * For a run after others: what those read is not compared with what this one reads, and the directory of unfinished
   * files is there and not taken for that of a killed process.
   */
  renew(): void {
    this.contents.clear();
    writing(() => {
      mkdirSync(this.temporary, { recursive: true });
      const now = new Date();
      utimesSync(this.temporary, now, now);
    });
  }

  close(): void {
    rmSync(this.temporary, { recursive: true, force: true });
  }

  private stampAt(path: string): Stamp | null {
    const version = versionOf(path);
    const known = this.stamps.get(path);
    if (known !== undefined && known.version === version) return known.value;
    const value = parseStamp(readText(path) ?? '');
    if (version !== null) this.stamps.set(path, { version, value });
    return value;
  }

  private remember(path: string, stamp: Stamp): void {
    const version = versionOf(path);
    if (stamp.parquet === null) return;
    this.contents.set(path, stamp.parquet.sha256);
    if (version === null) return;
    this.verified.set(path, { version, value: stamp.parquet.sha256 });
  }
}

interface Versioned<T> {
  readonly version: string;
  readonly value: T;
}

/** Another one after every rename onto the path; null when there is no file. */
export function versionOf(path: string): string | null {
  try {
    const { size, mtimeMs, ino } = statSync(path);
    return `${size} ${mtimeMs} ${ino}`;
  } catch {
    return null;
  }
}

/** Turns an operating system's refusal to write into the diagnostic that users see. */
export function writing<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw storeError(error);
  }
}

/** `CPG_STORE_UNWRITABLE` for a full or read-only disk, anything else unchanged. */
export function storeError(error: unknown): unknown {
  const cause = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // A read-only disk answers a recursive mkdir, which creates the parents itself, with ENOENT.
  const noParent = code === 'ENOENT' && error instanceof Error && 'syscall' in error && error.syscall === 'mkdir';
  const refused =
    noParent ||
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'EROFS' ||
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    code === 'ENOTDIR';
  return refused ? new DiagnosticError([diagnostic('CPG_STORE_UNWRITABLE', { cause })]) : error;
}

/** Leftovers of processes that were killed. */
function removeStale(temporary: string): void {
  for (const entry of listDirectory(temporary)) {
    const path = join(temporary, entry);
    const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (Date.now() - modified > STALE_TEMPORARY_MILLISECONDS) rmSync(path, { recursive: true, force: true });
  }
}

function listDirectory(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
