/** One bytes object from Python -> tables of integer columns and their strings. */

export interface PackedTable {
  readonly rows: number;
  readonly columns: readonly Int32Array[];
}

export class Packed {
  constructor(
    private readonly tables: ReadonlyMap<string, PackedTable>,
    private readonly strings: readonly string[],
    private readonly lists: readonly (readonly string[])[],
  ) {}

  /** Calls `row` for each row of a table, with the way to read its cells. */
  each(table: string, row: (cells: Cells) => void): void {
    const { rows, columns } = this.tables.get(table) ?? { rows: 0, columns: [] };
    const cells = new Cells(columns, this.strings, this.lists);
    for (; cells.row < rows; cells.row++) row(cells);
  }

  /** Rows of a table, 0 for one that is not there. */
  rows(table: string): number {
    return this.tables.get(table)?.rows ?? 0;
  }
}

/** The row that is being read; columns count from 0. Negative integers stand for NULL where `optional` is asked. */
export class Cells {
  row = 0;

  constructor(
    private readonly columns: readonly Int32Array[],
    private readonly strings: readonly string[],
    private readonly lists: readonly (readonly string[])[],
  ) {}

  int(column: number): number {
    return this.columns[column]?.[this.row] ?? 0;
  }

  optionalInt(column: number): number | null {
    const value = this.int(column);
    return value < 0 ? null : value;
  }

  flag(column: number): boolean {
    return this.int(column) !== 0;
  }

  text(column: number): string {
    return this.strings[this.int(column)] ?? '';
  }

  optionalText(column: number): string | null {
    return this.strings[this.int(column)] ?? null;
  }

  list(column: number): readonly string[] {
    return this.lists[this.int(column)] ?? [];
  }

  /** A 64-bit integer in two columns, low half first; null for the smallest one. */
  wide(column: number): number | null {
    const high = this.int(column + 1);
    return high === -(2 ** 31) ? null : high * 2 ** 32 + (this.int(column) >>> 0);
  }
}

interface Header {
  readonly tables: Readonly<Record<string, readonly [rows: number, columns: number]>>;
  readonly strings: readonly string[];
  readonly lists: readonly (readonly string[])[];
}

const utf8 = new TextDecoder();

/** Reads what `cpg_pack.py` wrote; the columns are views of `bytes`, which must begin its buffer. */
export function unpack(bytes: Uint8Array<ArrayBuffer>): Packed {
  const headerLength = new DataView(bytes.buffer).getUint32(0, true);
  const header = JSON.parse(utf8.decode(bytes.subarray(4, 4 + headerLength))) as Header;
  let at = 4 + headerLength;
  const tables = new Map<string, PackedTable>();
  for (const [name, [rows, width]] of Object.entries(header.tables)) {
    const columns: Int32Array[] = [];
    for (let i = 0; i < width; i++, at += rows * 4) columns.push(new Int32Array(bytes.buffer, at, rows));
    tables.set(name, { rows, columns });
  }
  return new Packed(tables, header.strings, header.lists);
}
