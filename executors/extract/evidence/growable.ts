/** Memory that grows by doubling and is cut to size once. */

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

  /** The bytes written, in memory of their own. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
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

  /** The integers written, in memory of their own. */
  finish(): Int32Array<ArrayBuffer> {
    return this.#ints.slice(0, this.length);
  }
}
