/**
 * A build and a watch of one workspace keep out of each other's way.
 *
 * Nx puts the outputs of a build into its cache some time after they were written, under the key of the sources as they
 * were when the build began. What a watch made of later sources must not be among them. So a build leaves a mark that
 * counts until its Nx has ended, and a watch writes only while it holds a lock and there is no such mark.
 */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileLock } from 'nx/src/native';
import { writing } from './store';
import { type StorePaths, storePaths } from './store-paths';

/** No build takes as long: an older mark is of one that was killed, and its process id is somebody else's by now. */
const ABANDONED_MILLISECONDS = 24 * 60 * 60 * 1000;

const lockOf = ({ marks }: StorePaths) => new FileLock(join(marks, 'watch.lock'));

/** The processes of Nx around this one, outermost first. */
const nxProcesses = (): readonly number[] =>
  (process.env.NX_INVOCATION_ANCESTOR_PIDS ?? String(process.ppid)).split(',').map(Number);

/**
 * Marks the Nx that runs this process as one that builds, and waits for what a watch is writing at the moment.
 *
 * Errors: `CPG_STORE_UNWRITABLE`.
 */
export async function announceBuild(paths: StorePaths): Promise<void> {
  const lock = writing(() => {
    mkdirSync(paths.marks, { recursive: true });
    writeFileSync(join(paths.marks, String(nxProcesses().at(-1))), '');
    return lockOf(paths);
  });
  if (lock.tryLock()) lock.unlock();
  else await lock.wait();
}

/** Whether an Nx builds. Forgets those that have ended. */
function isBuildRunning({ marks }: StorePaths): boolean {
  const others = readdirSync(marks).filter((name) => /^\d+$/.test(name));
  const running = others.filter((name) => isFresh(join(marks, name)) && isAlive(Number(name)));
  for (const name of others) if (!running.includes(name)) rmSync(join(marks, name), { force: true });
  return running.length > 0;
}

const isFresh = (mark: string): boolean =>
  Date.now() - (statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0) < ABANDONED_MILLISECONDS;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The right of a watch to write. Gone with its process, however that ends. */
export class WatchLock {
  readonly #paths: StorePaths;
  readonly #lock: FileLock;

  constructor(workspaceRoot: string) {
    this.#paths = storePaths(workspaceRoot);
    writing(() => mkdirSync(this.#paths.marks, { recursive: true }));
    // What the Nx around this process built before is in its cache by now, and it goes on for as long as the watch.
    for (const pid of nxProcesses()) rmSync(join(this.#paths.marks, String(pid)), { force: true });
    this.#lock = lockOf(this.#paths);
  }

  /** False while a build, or another watch, is at work. */
  tryTake(): boolean {
    if (!this.#lock.tryLock()) return false;
    if (!isBuildRunning(this.#paths)) return true;
    this.#lock.unlock();
    return false;
  }

  release(): void {
    this.#lock.unlock();
  }
}
