/** Events of single files in, changes of the workspace out: what happens close together is one change. */

export interface Change {
  /** Relative to the workspace root. Empty with `everything`. */
  readonly paths: ReadonlySet<string>;
  /** Whether more may have changed than `paths`. */
  readonly everything: boolean;
  /** When the first of it was noticed, in milliseconds since 1970. */
  readonly since: number;
}

/** Editors write a file in several steps. */
const QUIET_MILLISECONDS = 30;
/** Nobody edits that many files by hand: a branch is being switched, or a tool is at work, and more will follow. */
const BURST = 20;
const BURST_QUIET_MILLISECONDS = 250;
/** Something that never stops writing must not keep the rest from being seen. */
const LONGEST_MILLISECONDS = 3000;

export class ChangeQueue {
  #paths = new Set<string>();
  #everything = false;
  #since: number | null = null;
  #latest = 0;
  #closed = false;
  #wake: () => void = () => {};

  /** A file changed, appeared or vanished; null if more than one may have. */
  add(path: string | null): void {
    if (path === null) this.#everything = true;
    else this.#paths.add(path);
    this.#latest = Date.now();
    this.#since ??= this.#latest;
    this.#wake();
  }

  /** The next change, once nothing has been added for a moment; null after `close`. One caller at a time. */
  async next(): Promise<Change | null> {
    while (!this.#closed) {
      const wait = this.#untilQuiet();
      if (wait !== null && wait <= 0) return this.#take();
      await this.#sleep(wait);
    }
    return null;
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** Milliseconds; null while there is nothing to wait for. */
  #untilQuiet(): number | null {
    if (this.#since === null) return null;
    const quiet = this.#paths.size > BURST ? BURST_QUIET_MILLISECONDS : QUIET_MILLISECONDS;
    return Math.min(this.#latest + quiet, this.#since + LONGEST_MILLISECONDS) - Date.now();
  }

  async #sleep(milliseconds: number | null): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (milliseconds !== null) timer = setTimeout(resolve, milliseconds);
    });
    clearTimeout(timer);
  }

  #take(): Change {
    const change = { paths: this.#paths, everything: this.#everything, since: this.#since ?? Date.now() };
    this.#paths = new Set();
    this.#everything = false;
    this.#since = null;
    return change;
  }
}
