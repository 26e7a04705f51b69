/**
 * The rows of one file in one piece of memory: what is kept for the next run.
 *
 * 32-bit words first: the rows of each dataset, followed, if there are any, by the number of NULLs in each column.
 * Then the buffers of those columns, as Arrow has them, each from a multiple of four bytes on, and a word before each
 * dictionary that says how many values it has; all other lengths follow from the types of the columns. Columns that all
 * rows of a file share are left out: a file that moves keeps its rows.
 */
import { assertNever } from '../../../plugin/core/invariant';
import { evidenceType, UUID_BYTES } from '../../../plugin/schema/arrow';
import type { ColumnType } from '../../../plugin/schema/column';
import type { ColumnData } from './column-data';
import type { ColumnSlice } from './column-slice';
import { type EvidenceDatasets, ownColumns } from './columns';

/** The rows of one dataset in a file; no columns when there are no rows. */
export interface FileTable<C> {
  readonly rows: number;
  readonly data: readonly C[];
}

/** The types of the columns that are packed, by dataset. */
export const packedTypes = (datasets: EvidenceDatasets): readonly (readonly ColumnType[])[] =>
  Object.values(datasets).map((columns) => ownColumns(columns).map(evidenceType));

/** Copies `tables`, in their order, into memory of their own. */
export function packRows(tables: readonly FileTable<ColumnData>[]): Uint8Array<ArrayBuffer> {
  const words: number[] = [];
  const buffers: Uint8Array[] = [];
  let size = 0;
  const add = (view: ArrayBufferView<ArrayBuffer>): void => {
    buffers.push(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    size += padded(view.byteLength);
  };
  const addColumn = ({ validity, offsets, values, child }: ColumnData): void => {
    if (validity) add(validity);
    if (offsets) add(offsets);
    add(values);
    if (child === null) return;
    // The elements of a list are as many as its last offset says.
    if (offsets === null) add(Int32Array.of(child.length));
    addColumn(child);
  };
  for (const { rows, data } of tables) {
    words.push(rows);
    if (rows === 0) continue;
    for (const column of data) {
      words.push(column.nullCount);
      addColumn(column);
    }
  }
  const packed = new Uint8Array(words.length * 4 + size);
  new Int32Array(packed.buffer).set(words);
  let at = words.length * 4;
  for (const buffer of buffers) {
    packed.set(buffer, at);
    at += padded(buffer.length);
  }
  return packed;
}

/**
 * What `packRows` was given, over the same memory, which begins at a multiple of four bytes. `datasets` has the types
 * of the columns of each.
 *
 * @throws RangeError when `packed` cannot be rows of these datasets.
 */
export function unpackRows(
  packed: Uint8Array<ArrayBuffer>,
  datasets: readonly (readonly ColumnType[])[],
): readonly FileTable<ColumnSlice>[] {
  const reader = new Reader(packed);
  const counts = datasets.map((types) => {
    const rows = reader.word();
    return { rows, columns: rows === 0 ? [] : types.map((type) => ({ type, nullCount: reader.word() })) };
  });
  const tables = counts.map(({ rows, columns }) => ({
    rows,
    data: columns.map(({ type, nullCount }) => reader.column(type, rows, nullCount)),
  }));
  reader.end();
  return tables;
}

const padded = (bytes: number): number => (bytes + 3) & ~3;

const NO_NULLS = { nullCount: 0, validity: null, child: null };

class Reader {
  #at = 0;

  constructor(readonly packed: Uint8Array<ArrayBuffer>) {}

  word(): number {
    return this.#ints(1)[0] ?? 0;
  }

  column(type: ColumnType, length: number, nullCount: number): ColumnSlice {
    const validity = nullCount > 0 ? this.#bytes((length + 7) >> 3) : null;
    const column = { length, nullCount, validity };
    switch (type) {
      case 'INTEGER':
        return { ...column, offsets: null, values: this.#bytes(length * 4), child: null };
      case 'BIGINT':
        return { ...column, offsets: null, values: this.#bytes(length * 8), child: null };
      case 'BOOLEAN':
        return { ...column, offsets: null, values: this.#bytes((length + 7) >> 3), child: null };
      case 'UUID': {
        const values = this.#bytes(length * 4);
        const count = this.word();
        const child = { ...NO_NULLS, length: count, offsets: null, values: this.#bytes(count * UUID_BYTES) };
        return { ...column, offsets: null, values, child };
      }
      case 'VARCHAR': {
        const values = this.#bytes(length * 4);
        return { ...column, offsets: null, values, child: this.#words(this.word()) };
      }
      case 'VARCHAR[]': {
        const offsets = this.#ints(length + 1);
        const child = this.column('VARCHAR', offsets[length] ?? 0, 0);
        return { ...column, offsets, values: new Uint8Array(0), child };
      }
      default:
        return assertNever(type);
    }
  }

  end(): void {
    if (this.#at !== this.packed.length) throw new RangeError('packed rows have more bytes than their columns');
  }

  #words(count: number): ColumnSlice {
    const offsets = this.#ints(count + 1);
    return { ...NO_NULLS, length: count, offsets, values: this.#bytes(offsets[count] ?? 0) };
  }

  #ints(count: number): Int32Array {
    const { buffer, byteOffset } = this.#bytes(count * 4);
    return new Int32Array(buffer, byteOffset, count);
  }

  #bytes(count: number): Uint8Array<ArrayBuffer> {
    const start = this.#at;
    this.#at += padded(count);
    if (count < 0 || this.#at > this.packed.length) throw new RangeError('packed rows end too early');
    return this.packed.subarray(start, start + count);
  }
}
