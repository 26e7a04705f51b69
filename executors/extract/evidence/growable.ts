/** Memory that grows by doubling, is read in place, and is used again. */

/** Larger memory is given back when it is cleared: one huge file should not cost a thread its size for ever. In bytes. */
const KEPT_BYTES = 1024 * 1024;

/** Room for bytes: `bytes` may be replaced by `reserve`, so read it again after each call. */
export class GrowableBytes {
  bytes = new Uint8Array(1024);
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
    if (this.bytes.length > KEPT_BYTES) this.bytes = new Uint8Array(1024);
  }
}

/** Room for 32-bit integers. */
export class GrowableInts {
  #ints = new Int32Array(256);
  length = 0;

  push(value: number): void {
    if (this.length === this.#ints.length) {
      const grown = new Int32Array(this.#ints.length * 2);
      grown.set(this.#ints);
      this.#ints = grown;
    }
    this.#ints[this.length++] = value;
  }

  /** The integers written; good until the next one is. */
  view(): Int32Array<ArrayBuffer> {
    return this.#ints.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
    if (this.#ints.byteLength > KEPT_BYTES) this.#ints = new Int32Array(256);
  }
}
