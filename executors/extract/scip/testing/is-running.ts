import { existsSync, readFileSync } from 'node:fs';

/** A process that has ended is listed until its parent takes note, which nobody does for an orphan in a container. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/stat') || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
