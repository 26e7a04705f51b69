/** Values of one column, one by one, into Arrow's memory layout. */
import { InvariantViolation } from '../../../plugin/core/invariant';
import { UUID_BYTES } from '../../../plugin/schema/arrow';
import type { ColumnType } from '../../../plugin/schema/column';
import type { ColumnData } from './column-data';
import { GrowableBytes, GrowableInts } from './growable';
import { appendUtf8 } from './utf8';

/** A value of a row; a UUID is its 16 bytes. */
export type Cell = string | number | boolean | null | Uint8Array | readonly string[];

/** How one type is stored: `add` and `addNull` are called once per value. */
interface Storage {
  add(value: Cell): boolean;
  addNull(): void;
  view(): Pick<ColumnData, 'offsets' | 'values' | 'child'>;
  clear(): void;
}

const TWO_32 = 2 ** 32;

function integers(words: 1 | 2): Storage {
  const out = new GrowableInts();
  return {
    add(value) {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return false;
      if (words === 1 && value !== (value | 0)) return false;
      out.push(value | 0);
      if (words === 2) out.push(Math.floor(value / TWO_32));
      return true;
    },
    addNull() {
      out.push(0);
      if (words === 2) out.push(0);
    },
    view() {
      const ints = out.view();
      const values = words === 2 ? new BigInt64Array(ints.buffer, 0, ints.length / 2) : ints;
      return { offsets: null, values, child: null };
    },
    clear: () => out.clear(),
  };
}

function texts(): Storage {
  const out = new GrowableBytes();
  const offsets = new GrowableInts();
  offsets.push(0);
  return {
    add(value) {
      if (typeof value !== 'string') return false;
      appendUtf8(out, value);
      offsets.push(out.length);
      return true;
    },
    addNull: () => offsets.push(out.length),
    view: () => ({ offsets: offsets.view(), values: out.view(), child: null }),
    clear() {
      out.clear();
      offsets.clear();
      offsets.push(0);
    },
  };
}

function uuids(): Storage {
  const out = new GrowableBytes();
  const add = (value: Cell): boolean => {
    if (!(value instanceof Uint8Array) || value.length !== UUID_BYTES) return false;
    out.reserve(UUID_BYTES);
    out.bytes.set(value, out.length);
    out.length += UUID_BYTES;
    return true;
  };
  const zero = new Uint8Array(UUID_BYTES);
  return {
    add,
    addNull: () => void add(zero),
    view: () => ({ offsets: null, values: out.view(), child: null }),
    clear: () => out.clear(),
  };
}

function booleans(): Storage {
  const bits = new Bits();
  return {
    add(value) {
      if (typeof value !== 'boolean') return false;
      bits.push(value);
      return true;
    },
    addNull: () => bits.push(false),
    view: () => ({ offsets: null, values: bits.view(), child: null }),
    clear: () => bits.clear(),
  };
}

function textLists(): Storage {
  const child = new ColumnBuilder('item', 'VARCHAR', false);
  const offsets = new GrowableInts();
  offsets.push(0);
  return {
    add(value) {
      if (!Array.isArray(value)) return false;
      for (const item of value) child.push(item);
      offsets.push(child.length);
      return true;
    },
    addNull: () => offsets.push(child.length),
    view: () => ({ offsets: offsets.view(), values: new Uint8Array(0), child: child.view() }),
    clear() {
      child.clear();
      offsets.clear();
      offsets.push(0);
    },
  };
}

const STORAGE: Readonly<Record<ColumnType, () => Storage>> = {
  VARCHAR: texts,
  BIGINT: () => integers(2),
  INTEGER: () => integers(1),
  BOOLEAN: booleans,
  UUID: uuids,
  'VARCHAR[]': textLists,
};

/** Bits, least significant first. */
class Bits {
  readonly #bytes = new GrowableBytes();
  #count = 0;

  push(bit: boolean): void {
    const at = this.#count++;
    if ((at & 7) === 0) {
      this.#bytes.reserve(1);
      this.#bytes.bytes[this.#bytes.length++] = 0;
    }
    if (bit) this.#bytes.bytes[at >> 3] = (this.#bytes.bytes[at >> 3] ?? 0) | (1 << (at & 7));
  }

  view(): Uint8Array<ArrayBuffer> {
    return this.#bytes.view();
  }

  clear(): void {
    this.#bytes.clear();
    this.#count = 0;
  }
}

/** Collects a column. A value of the wrong type, or a NULL where there may be none, is a bug of the extractor. */
export class ColumnBuilder {
  length = 0;
  #nullCount = 0;
  readonly #validity: Bits | null;
  readonly #storage: Storage;

  constructor(
    readonly name: string,
    readonly type: ColumnType,
    nullable: boolean,
  ) {
    this.#storage = STORAGE[type]();
    this.#validity = nullable ? new Bits() : null;
  }

  push(value: Cell): void {
    this.length++;
    if (value === null && this.#validity !== null) {
      this.#nullCount++;
      this.#validity.push(false);
      this.#storage.addNull();
    } else if (this.#storage.add(value)) {
      this.#validity?.push(true);
    } else {
      throw new InvariantViolation(`column '${this.name}' (${this.type}) was given ${JSON.stringify(value)}`);
    }
  }

  /** The column so far, in memory that the next value or `clear` changes. */
  view(): ColumnData {
    return {
      length: this.length,
      nullCount: this.#nullCount,
      validity: this.#nullCount > 0 && this.#validity ? this.#validity.view() : null,
      ...this.#storage.view(),
    };
  }

  /** The column so far, in memory of its own. */
  finish(): ColumnData {
    return copied(this.view());
  }

  /** Begins a new column in the same memory. */
  clear(): void {
    this.length = 0;
    this.#nullCount = 0;
    this.#validity?.clear();
    this.#storage.clear();
  }
}

const copied = ({ validity, offsets, values, child, ...counts }: ColumnData): ColumnData => ({
  ...counts,
  validity: validity?.slice() ?? null,
  offsets: offsets?.slice() ?? null,
  values: values.slice(),
  child: child && copied(child),
});
