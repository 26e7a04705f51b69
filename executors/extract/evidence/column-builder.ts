/** Values of one column on their way into memory laid out as Arrow has it. */
import { InvariantViolation } from '../../../plugin/core/invariant';
import type { ColumnData } from './column-data';
import type { Cell, ColumnSource } from './column-source';
import { GrowableInts } from './growable';

/** Collects a column. A value of the wrong type, or a NULL where there may be none, is a bug of the extractor. */
export abstract class ColumnBuilder {
  /** Rows that hold NULL, ascending: most columns have few or none. */
  readonly #nulls = new GrowableInts();

  /** `label` is for messages. */
  constructor(
    readonly label: string,
    readonly nullable: boolean,
  ) {}

  abstract get length(): number;

  abstract push(value: Cell): void;

  /** The same value for `count` rows. */
  fill(value: Cell, count: number): void {
    for (let i = 0; i < count; i++) this.push(value);
  }

  /** The values of `count` rows. */
  pushAll(source: ColumnSource, count: number): void {
    if (source.kind === 'same') this.fill(source.value, count);
    else if (source.kind === 'values' && source.values.length === count) for (const v of source.values) this.push(v);
    else this.refuse(source.kind);
  }

  /** The column so far, in memory that the next value or `clear` changes. */
  view(): ColumnData {
    const nullCount = this.#nulls.length;
    return { length: this.length, nullCount, validity: nullCount > 0 ? this.#validity() : null, ...this.storage() };
  }

  /** The column so far, in memory of its own. */
  finish(): ColumnData {
    return copied(this.view());
  }

  /** Begins a new column in the same memory. */
  clear(): void {
    this.#nulls.clear();
    this.clearValues();
  }

  protected abstract storage(): Pick<ColumnData, 'offsets' | 'values' | 'child'>;
  protected abstract clearValues(): void;

  /** Notes that the next row is NULL; `value` is null, or it is no value of this column at all. */
  protected noteNull(value: unknown): void {
    if (value !== null || !this.nullable) this.refuse(value);
    this.#nulls.push(this.length);
  }

  protected refuse(value: unknown): never {
    const given = value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 200);
    throw new InvariantViolation(`${this.label} was given ${given}`);
  }

  #validity(): Uint8Array<ArrayBuffer> {
    const { length } = this;
    const bits = new Uint8Array((length + 7) >> 3).fill(0xff);
    // The same rows are the same bytes: what is behind the last row is 0.
    if ((length & 7) > 0) bits[bits.length - 1] = 0xff >> (8 - (length & 7));
    for (const row of this.#nulls.view()) bits[row >> 3] = (bits[row >> 3] ?? 0) & ~(1 << (row & 7));
    return bits;
  }
}

const copied = ({ validity, offsets, values, child, ...counts }: ColumnData): ColumnData => ({
  ...counts,
  validity: validity?.slice() ?? null,
  offsets: offsets?.slice() ?? null,
  values: values.slice(),
  child: child && copied(child),
});
