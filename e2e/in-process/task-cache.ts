/** Results of tasks by their keys, restored the way Nx does: what is in a task's outputs is replaced. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

type Files = ReadonlyMap<string, Buffer>;

export class TaskCache {
  #results = new Map<string, Files>();
  /** Task to the key of what its outputs are, as far as nobody else wrote there. */
  readonly #onDisk = new Map<string, string>();

  constructor(readonly root: string) {}

  /** Whether there is a result for `key`; its files are then in place. */
  restore(task: string, key: string, outputs: readonly string[]): boolean {
    const files = this.#results.get(key);
    if (files === undefined) return false;
    if (this.#onDisk.get(task) === key && outputs.every((output) => existsSync(join(this.root, output)))) return true;
    for (const output of outputs) rmSync(join(this.root, output), { recursive: true, force: true });
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), bytes);
    }
    this.#onDisk.set(task, key);
    return true;
  }

  /** Keeps what is in the outputs of a task that ran. */
  store(task: string, key: string, outputs: readonly string[]): void {
    this.#onDisk.set(task, key);
    this.#results.set(key, new Map(outputs.flatMap((output) => [...filesBelow(this.root, output)])));
  }

  /** What is on disk is no longer known to be what tasks wrote. */
  distrustDisk(): void {
    this.#onDisk.clear();
  }

  /** What is remembered now; `load` makes it all there is. */
  saved(): ReadonlyMap<string, Files> {
    return new Map(this.#results);
  }

  load(saved: ReadonlyMap<string, Files>): void {
    this.#results = new Map(saved);
    this.distrustDisk();
  }

  /** Forgets the results whose place in the order of their making `forgets` picks. */
  forget(forgets: (place: number) => boolean): void {
    [...this.#results.keys()].forEach((key, place) => {
      if (forgets(place)) this.#results.delete(key);
    });
  }
}

const filesBelow = (root: string, directory: string): Files =>
  existsSync(join(root, directory))
    ? new Map(
        readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map((file) => [relative(root, file), readFileSync(file)]),
      )
    : new Map();
