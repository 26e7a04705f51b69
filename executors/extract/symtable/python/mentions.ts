/** Mentions of names as `cpg_refs.py` lists them, in the order of their places in the file. */
import type { Packed } from '../../cpython/packed';
import { findWord } from './find-word';
import type { Names } from './names';

/** How a name is mentioned: these bits. */
export const READ = 1;
export const WRITE = 2;
const SOUGHT = 4;

/** Columns; spans are bytes of `text`, the UTF-8 that CPython saw. */
export class Mentions {
  readonly contexts: Int32Array;
  readonly names: Int32Array;
  /** Of READ and WRITE. */
  readonly hows: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** All whose place is known, by their place. */
  readonly order: Int32Array;

  constructor(facts: Packed, names: Names, text: Buffer) {
    const mentions = facts.table('mentions');
    this.contexts = mentions.raw(0);
    this.names = mentions.raw(1);
    this.hows = mentions.raw(2);
    this.starts = mentions.raw(3);
    this.ends = mentions.raw(4);
    for (let row = 0; row < mentions.rows; row++) this.#place(row, names, text);
    this.order = this.#sorted();
  }

  /** Fills in a start or an end that is not told; both are -1 for a name that is not found. */
  #place(row: number, names: Names, text: Buffer): void {
    const name = this.names[row] ?? -1;
    const start = this.starts[row] ?? -1;
    const end = this.ends[row] ?? -1;
    if (((this.hows[row] ?? 0) & SOUGHT) !== 0) {
      const word = Buffer.from(names.text(name));
      const found = findWord(text, word, start, end);
      this.starts[row] = found;
      this.ends[row] = found < 0 ? -1 : found + word.length;
    } else if (start < 0) {
      this.starts[row] = end - names.byteLength(name);
    } else if (end < 0) {
      this.ends[row] = start + names.byteLength(name);
    }
  }

  #sorted(): Int32Array {
    const { starts, ends } = this;
    const rows = Int32Array.from(starts.keys()).filter((row) => (starts[row] ?? -1) >= 0);
    return rows.sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0) || (ends[a] ?? 0) - (ends[b] ?? 0) || a - b);
  }
}
