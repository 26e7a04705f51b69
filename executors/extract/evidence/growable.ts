/** Memory that grows by doubling, is read in place, and is used again. */

/** Larger memory is given back when it is cleared: one huge file should not cost a thread its size for ever. In bytes. */
const KEPT_BYTES = 1024 * 1024;

const FIRST_BYTES = 1024;

/** Room for bytes: `bytes` may be replaced by `reserve`, so read it again after each call. */
export class GrowableBytes {
  bytes = new Uint8Array(FIRST_BYTES);
  length = 0;

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** The bytes written; good until the next one is. */
  view(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
    if (this.bytes.length > KEPT_BYTES) this.bytes = new Uint8Array(FIRST_BYTES);
  }
}

/** Room for 32-bit integers: `ints` may be replaced by `reserve`, `push` and `clear`, so read it again after each call. */
export class GrowableInts {
  ints = new Int32Array(FIRST_BYTES / 4);
  length = 0;

  push(value: number): void {
    if (this.length === this.ints.length) this.reserve(1);
    this.ints[this.length++] = value;
  }

  /** Makes room for `count` more integers. */
  reserve(count: number): void {
    if (this.length + count <= this.ints.length) return;
    const grown = new Int32Array(Math.max(this.ints.length * 2, this.length + count));
    grown.set(this.ints.subarray(0, this.length));
    this.ints = grown;
  }

  /** The same integer, `count` times. */
  fill(value: number, count: number): void {
    this.reserve(count);
    this.ints.fill(value, this.length, this.length + count);
    this.length += count;
  }

  /** The integers written; good until the next one is. */
  view(): Int32Array<ArrayBuffer> {
    return this.ints.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
    if (this.ints.byteLength > KEPT_BYTES) this.ints = new Int32Array(FIRST_BYTES / 4);
  }
}
