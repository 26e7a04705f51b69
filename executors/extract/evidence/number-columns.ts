/** Columns of integers and of booleans. */
import { ColumnBuilder } from './column-builder';
import type { Cell, ColumnSource } from './column-source';
import { GrowableInts } from './growable';

const TWO_32 = 2 ** 32;

/** INTEGER: 32 bits. */
export class IntegerColumn extends ColumnBuilder {
  readonly #out = new GrowableInts();

  get length(): number {
    return this.#out.length;
  }

  push(value: Cell): void {
    if (typeof value === 'number' && value === (value | 0)) {
      this.#out.push(value);
      return;
    }
    this.noteNull(value);
    this.#out.push(0);
  }

  override pushAll(source: ColumnSource, count: number): void {
    if (source.kind !== 'integers' || source.ints.length !== count) {
      super.pushAll(source, count);
      return;
    }
    const out = this.#out;
    out.reserve(count);
    for (const value of source.ints) {
      const isNull = source.optional && value < 0;
      if (isNull) this.noteNull(null);
      out.ints[out.length++] = isNull ? 0 : value;
    }
  }

  protected storage() {
    return { offsets: null, values: this.#out.view(), child: null };
  }

  protected clearValues(): void {
    this.#out.clear();
  }
}

/** BIGINT: 64 bits, of which a JavaScript number fills 53. */
export class BigintColumn extends ColumnBuilder {
  /** Low and high halves in turn. */
  readonly #out = new GrowableInts();

  get length(): number {
    return this.#out.length >> 1;
  }

  push(value: Cell): void {
    const out = this.#out;
    out.reserve(2);
    if (typeof value === 'number' && value === (value | 0)) {
      out.ints[out.length++] = value;
      out.ints[out.length++] = value >> 31;
      return;
    }
    const isNumber = typeof value === 'number' && Number.isSafeInteger(value);
    if (!isNumber) this.noteNull(value);
    out.ints[out.length++] = isNumber ? value | 0 : 0;
    out.ints[out.length++] = isNumber ? Math.floor(value / TWO_32) : 0;
  }

  override pushAll(source: ColumnSource, count: number): void {
    if (source.kind !== 'integers' || source.ints.length !== count) {
      super.pushAll(source, count);
      return;
    }
    const out = this.#out;
    out.reserve(2 * count);
    for (const value of source.ints) {
      const isNull = source.optional && value < 0;
      if (isNull) this.noteNull(null);
      out.ints[out.length++] = isNull ? 0 : value;
      out.ints[out.length++] = isNull ? 0 : value >> 31;
    }
  }

  protected storage() {
    const { buffer, length } = this.#out.view();
    return { offsets: null, values: new BigInt64Array(buffer, 0, length >> 1), child: null };
  }

  protected clearValues(): void {
    this.#out.clear();
  }
}

/** BOOLEAN: a bit each, least significant first. */
export class FlagColumn extends ColumnBuilder {
  readonly #out = new GrowableInts();

  get length(): number {
    return this.#out.length;
  }

  push(value: Cell): void {
    if (typeof value !== 'boolean') this.noteNull(value);
    this.#out.push(value === true ? 1 : 0);
  }

  override pushAll(source: ColumnSource, count: number): void {
    if (source.kind !== 'flags' || source.ints.length !== count) super.pushAll(source, count);
    else for (const value of source.ints) this.#out.push(value === 0 ? 0 : 1);
  }

  protected storage() {
    const { ints, length } = this.#out;
    const values = new Uint8Array((length + 7) >> 3);
    for (let i = 0; i < length; i++) values[i >> 3] = (values[i >> 3] ?? 0) | ((ints[i] ?? 0) << (i & 7));
    return { offsets: null, values, child: null };
  }

  protected clearValues(): void {
    this.#out.clear();
  }
}
