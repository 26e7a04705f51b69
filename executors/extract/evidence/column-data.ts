/** The values of a column as they travel from a worker to the main thread: Arrow's buffers without its classes. */

export interface ColumnData {
  readonly length: number;
  readonly nullCount: number;
  /** One bit per value, least significant first, 1 for a value; null when there are no NULLs. */
  readonly validity: Uint8Array<ArrayBuffer> | null;
  /** `length + 1` offsets into the values of words, or into the child of lists; null for anything else. */
  readonly offsets: Int32Array<ArrayBuffer> | null;
  /** Integers, bits of booleans, codes of text and UUIDs; in a dictionary UTF-8 or 16-byte UUIDs; empty for lists. */
  readonly values: Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>;
  /** The elements of lists, or the dictionary that codes are places in. */
  readonly child: ColumnData | null;
}

/** The rows of one dataset in a chunk of files. `columns` are plain copies of the declaration's. */
export interface TableData {
  readonly dataset: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[];
  readonly rows: number;
  readonly data: readonly ColumnData[];
}

/** The memory of a table, for handing it to another thread without a copy. */
export function buffersOf(table: TableData): readonly ArrayBuffer[] {
  return table.data.flatMap(columnBuffers);
}

function columnBuffers(column: ColumnData): readonly ArrayBuffer[] {
  return [
    ...(column.validity ? [column.validity.buffer] : []),
    ...(column.offsets ? [column.offsets.buffer] : []),
    column.values.buffer,
    ...(column.child ? columnBuffers(column.child) : []),
  ];
}
