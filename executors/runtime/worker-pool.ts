/** Threads that extract: long-lived, each with its parsers loaded once, replaced when they crash or take too long. */
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import Piscina from 'piscina';
import type { ExtractJob, ExtractResult } from '../extract/extract-job';

const requireFrom = createRequire(__filename);

/** `.ts` when run from source, `.js` when packed: the worker is whatever this file is. */
const EXTENSION = extname(__filename);
const CODE_ROOT = join(__dirname, '..', '..');
const WORKER = join(CODE_ROOT, 'executors', 'extract', `extract-worker${EXTENSION}`);

export interface WorkerPool {
  readonly threads: number;
  /**
   * Runs a job as soon as a thread is free. Rejects with whatever the job threw, or that its thread died, or that it
   * took longer than `timeoutMilliseconds`, waiting not counted; the thread is then replaced and other jobs go on.
   */
  run(job: ExtractJob, timeoutMilliseconds: number): Promise<ExtractResult>;
  /** A pool of one new thread, for what went wrong here. Close it as well. */
  fresh(): WorkerPool;
  /** Ends all threads. */
  close(): Promise<void>;
}

/** A pool that starts its threads when there is work for them. */
export function createWorkerPool({ threads }: { readonly threads: number }): WorkerPool {
  const piscina = new Piscina<ExtractJob, ExtractResult>({
    filename: WORKER,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: Number.POSITIVE_INFINITY,
    ...(EXTENSION === '.ts' ? fromSource() : { execArgv: [] }),
  });
  const slots = new Slots(threads);
  return {
    threads,
    async run(job, timeoutMilliseconds) {
      await slots.take();
      const abort = new AbortController();
      const timer = setTimeout(() => abort.abort(), timeoutMilliseconds);
      try {
        return await piscina.run(job, { signal: abort.signal });
      } catch (error) {
        throw abort.signal.aborted ? new Error(`took longer than ${timeoutMilliseconds} ms`) : error;
      } finally {
        clearTimeout(timer);
        slots.give();
      }
    },
    fresh: () => createWorkerPool({ threads: 1 }),
    close: () => piscina.destroy(),
  };
}

/** A thread does not inherit the TypeScript loader of the thread that starts it. */
const fromSource = () => ({
  execArgv: ['--require', requireFrom.resolve('@swc-node/register')],
  env: { ...process.env, SWC_NODE_PROJECT: join(CODE_ROOT, 'tsconfig.json') },
});

/** Lets `free` jobs run at a time, first come first served, so that waiting for a thread is no time-out. */
class Slots {
  readonly #waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async take(): Promise<void> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.free++;
  }
}
