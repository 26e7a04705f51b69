/** Whether a run of an indexer says something about the sources, or only about the machine. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { IndexError, PreparedIndexer } from './indexer';
import type { IndexerLimits } from './limits';
import { type IndexerRun, runIndexer } from './run-indexer';

export interface IndexedBytes {
  /** Null when there is no index. */
  readonly bytes: Uint8Array | null;
  /** Why there is none, or why it is not whole. */
  readonly error: IndexError | null;
  /** What the indexer said. */
  readonly output: string;
  readonly cpuMilliseconds: number;
}

/** Codes of the system, and Node's for a package that is not whole: the disk, its rights and its size are no sources. */
const SYSTEM_ERROR =
  /\b(ENOSPC|ENOMEM|EMFILE|ENFILE|EACCES|EPERM|EIO|EROFS|EDQUOT|EAGAIN|EBUSY|ENOENT|ENOTDIR|MODULE_NOT_FOUND)\b/;

/** What scip-typescript says, and exits with 1, when no file has anything in it. */
const NOTHING_INDEXED = /error: no files got indexed/;

/** Characters of the indexer's output in an error: its end, where the reason is. */
const QUOTED = 2000;

/**
 * Runs the indexer and decides what its outcome means.
 *
 * - Exit 0 with a whole index (`isWhole`), or scip-typescript's word that there is nothing to index: the sources decide.
 * - Ended by a signal, out of time, out of memory, or an error of the system in the output: the machine decides. Throws.
 * - Anything else (exit 0 with an empty or damaged index, another exit code): an indexer that computes the same from the
 *   same files fails the same way again, a full disk or a killed process does not. So it runs once more; the same exit code
 *   and the same bytes are what the sources decide, and become an error row. A second run that is whole is the result. Any
 *   other difference throws.
 */
export async function indexWith(
  indexer: PreparedIndexer,
  name: string,
  limits: IndexerLimits,
  temporary: string,
  isWhole: (bytes: Uint8Array) => boolean,
): Promise<IndexedBytes> {
  const attempt = async (): Promise<Attempt> => {
    rmSync(indexer.index, { force: true });
    const { script, args, cwd } = indexer;
    const run = await runIndexer({ script, args, cwd, limits, temporary });
    const machine = faultOfMachine(run, name, limits);
    if (machine !== null) throw new Error(machine);
    return { run, bytes: existsSync(indexer.index) ? readFileSync(indexer.index) : null };
  };
  const first = await attempt();
  if (isDecided(first, isWhole)) return resultOf(first, first.run.cpuMilliseconds);
  const second = await attempt();
  const cpuMilliseconds = first.run.cpuMilliseconds + second.run.cpuMilliseconds;
  if (isDecided(second, isWhole)) return resultOf(second, cpuMilliseconds);
  if (first.run.exitCode !== second.run.exitCode || !sameBytes(first.bytes, second.bytes)) {
    throw new Error(`${name} failed in two ways: ${tail(second.run.output)}`);
  }
  const { bytes, run } = second;
  const code = run.exitCode === 0 ? (bytes?.length ? 'index_damaged' : 'no_documents') : 'indexer_failed';
  const message = run.exitCode === 0 ? tail(run.output) : `exit code ${run.exitCode}: ${tail(run.output)}`;
  return { bytes, error: { code, path: null, message }, output: run.output, cpuMilliseconds };
}

interface Attempt {
  readonly run: IndexerRun;
  readonly bytes: Uint8Array | null;
}

function isDecided({ run, bytes }: Attempt, isWhole: (bytes: Uint8Array) => boolean): boolean {
  if (NOTHING_INDEXED.test(run.output)) return true;
  return run.exitCode === 0 && bytes !== null && bytes.length > 0 && isWhole(bytes);
}

function resultOf({ run, bytes }: Attempt, cpuMilliseconds: number): IndexedBytes {
  if (!NOTHING_INDEXED.test(run.output)) return { bytes, error: null, output: run.output, cpuMilliseconds };
  const error: IndexError = { code: 'no_documents', path: null, message: 'no file has anything to index' };
  return { bytes: null, error, output: run.output, cpuMilliseconds };
}

function faultOfMachine(run: IndexerRun, name: string, limits: IndexerLimits): string | null {
  if (run.timedOut) return `${name} took longer than ${limits.timeoutMilliseconds / 1000} s (CPG_SCIP_TIMEOUT_SECONDS)`;
  // V8 ends itself, by a signal or, where there are none, by an exit code.
  if (/heap out of memory/.test(run.output)) {
    return `${name} needs more than ${limits.memoryMegabytes} MB (CPG_SCIP_MEMORY_MB)`;
  }
  if (run.signal !== null) return `${name} was ended by ${run.signal}: ${tail(run.output)}`;
  if (run.exitCode !== 0 && SYSTEM_ERROR.test(run.output)) return `${name} failed: ${tail(run.output)}`;
  return null;
}

const tail = (output: string): string => output.trimEnd().slice(-QUOTED).trimStart();

const sameBytes = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
