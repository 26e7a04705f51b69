/**
 * The rows of one file in one piece of memory: what a worker sends, and what is kept for the next run.
 *
 * 32-bit words first: the rows of each dataset, followed, if there are any, by the number of NULLs in each column.
 * Then the buffers of those columns, as Arrow has them, each from a multiple of four bytes on; their lengths follow
 * from the types of the columns. Columns that all rows of a file share are left out: a file that moves keeps its rows.
 */
import { assertNever } from '../../../plugin/core/invariant';
import { UUID_BYTES } from '../../../plugin/schema/arrow';
import type { ColumnType } from '../../../plugin/schema/column';
import type { ColumnData } from './column-data';
import type { ColumnSlice } from './column-slice';

/** The rows of one dataset in a file; no columns when there are no rows. */
export interface FileTable<C> {
  readonly rows: number;
  readonly data: readonly C[];
}

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
    if (child) addColumn(child);
    else add(values);
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

class Reader {
  #at = 0;

  constructor(readonly packed: Uint8Array<ArrayBuffer>) {}

  word(): number {
    return this.#ints(1)[0] ?? 0;
  }

  column(type: ColumnType, length: number, nullCount: number): ColumnSlice {
    const validity = nullCount > 0 ? this.#bytes((length + 7) >> 3) : null;
    const offsets = type === 'VARCHAR' || type === 'VARCHAR[]' ? this.#ints(length + 1) : null;
    const end = offsets?.[length] ?? 0;
    const child = type === 'VARCHAR[]' ? this.column('VARCHAR', end, 0) : null;
    return { length, nullCount, validity, offsets, values: this.#bytes(valueBytes(type, length, end)), child };
  }

  end(): void {
    if (this.#at !== this.packed.length) throw new RangeError('packed rows have more bytes than their columns');
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

/** Bytes of the values of a column; `end` is the last of its offsets. */
function valueBytes(type: ColumnType, length: number, end: number): number {
  switch (type) {
    case 'INTEGER':
      return length * 4;
    case 'BIGINT':
      return length * 8;
    case 'UUID':
      return length * UUID_BYTES;
    case 'BOOLEAN':
      return (length + 7) >> 3;
    case 'VARCHAR':
      return end;
    case 'VARCHAR[]':
      return 0;
    default:
      return assertNever(type);
  }
}
