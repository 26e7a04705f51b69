/** How long a thread has been computing. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/**
 * Milliseconds of CPU time of the calling thread, from some fixed point on. Linux says so; elsewhere it is the time
 * on the clock, which is the same as long as no thread waits for a core.
 */
export function threadMilliseconds(): number {
  try {
    return Number.parseInt(readFileSync('/proc/thread-self/schedstat', 'utf8'), 10) / 1e6;
  } catch {
    return performance.now();
  }
}
