/** The exception table of a code object -> ranges of code and their handlers. */
import { GrowableInts } from '../../evidence/growable';

/** Columns of the ranges of all units; those of a unit ascend and do not overlap. Offsets are bytes of its code. */
export class ExceptionTable {
  readonly units = new GrowableInts();
  readonly indexes = new GrowableInts();
  readonly starts = new GrowableInts();
  readonly ends = new GrowableInts();
  readonly handlers = new GrowableInts();
  readonly depths = new GrowableInts();
  /** 1 where the offset of the instruction that raised is pushed. */
  readonly lasti = new GrowableInts();
  #table: Uint8Array = new Uint8Array(0);
  #at = 0;

  get length(): number {
    return this.units.length;
  }

  /** Adds the ranges of `unit`. */
  add(unit: number, table: Uint8Array): void {
    this.#table = table;
    this.#at = 0;
    for (let index = 0; this.#at < table.length; index++) {
      const start = 2 * this.#varint();
      const length = 2 * this.#varint();
      this.units.push(unit);
      this.indexes.push(index);
      this.starts.push(start);
      this.ends.push(start + length);
      this.handlers.push(2 * this.#varint());
      const depthAndLasti = this.#varint();
      this.depths.push(depthAndLasti >> 1);
      this.lasti.push(depthAndLasti & 1);
    }
  }

  /** Six bits a byte, the most significant first. */
  #varint(): number {
    let value = 0;
    for (;;) {
      const byte = this.#table[this.#at++] ?? 0;
      value = (value << 6) | (byte & 63);
      if ((byte & 64) === 0) return value;
    }
  }
}
