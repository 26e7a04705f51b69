/** One bytes object from Python -> tables of integer columns, their strings, and bytes. */
import { type ColumnSource, flags, integers, optionalIntegers, optionalWords, words } from '../evidence/column-source';

/** What the cells of tables are places in. */
interface Pool {
  readonly strings: readonly string[];
  readonly numbers: readonly number[];
}

/** What Python said of one file. */
export class Packed {
  constructor(
    private readonly tables: ReadonlyMap<string, readonly Int32Array[]>,
    private readonly blobs: ReadonlyMap<string, Uint8Array>,
    private readonly pool: Pool,
  ) {}

  /** What the cells of text are places in. */
  get strings(): readonly string[] {
    return this.pool.strings;
  }

  /** The bytes called `name`; none if they are not there. */
  bytes(name: string): Uint8Array {
    return this.blobs.get(name) ?? NO_BYTES;
  }

  /** The table called `name`; one that is not there has no rows. */
  table(name: string): PackedTable {
    return new PackedTable(this.tables.get(name) ?? [], this.pool);
  }
}

const NO_ROWS = new Int32Array(0);
const NO_BYTES = new Uint8Array(0);

/** Columns count from 0. Negative integers stand for NULL where `optional` is asked. */
export class PackedTable {
  constructor(
    private readonly columns: readonly Int32Array[],
    private readonly pool: Pool,
  ) {}

  get rows(): number {
    return this.raw(0).length;
  }

  /** The rows from `first` on. */
  from(first: number): PackedTable {
    return new PackedTable(
      this.columns.map((column) => column.subarray(first)),
      this.pool,
    );
  }

  /** The integers of a column as Python wrote them. */
  raw(column: number): Int32Array {
    return this.columns[column] ?? NO_ROWS;
  }

  ints(column: number): ColumnSource<number> {
    return integers(this.raw(column));
  }

  optionalInts(column: number): ColumnSource<number | null> {
    return optionalIntegers(this.raw(column));
  }

  flags(column: number): ColumnSource<boolean> {
    return flags(this.raw(column));
  }

  texts(column: number): ColumnSource<string> {
    return words(this.raw(column), this.pool.strings);
  }

  /** The texts of a column in the rows `at`. */
  textsAt(column: number, at: Int32Array): ColumnSource<string> {
    return words(this.#rawAt(column, at), this.pool.strings);
  }

  optionalTexts(column: number): ColumnSource<string | null> {
    return optionalWords(this.raw(column), this.pool.strings);
  }

  /** Integers of up to 53 bits, null for none. */
  wideInts(column: number): readonly (number | null)[] {
    const { numbers } = this.pool;
    return Array.from(this.raw(column), (place) => numbers[place] ?? null);
  }

  /** The text in one cell, null for none. */
  text(column: number, row: number): string | null {
    return this.pool.strings[this.raw(column)[row] ?? -1] ?? null;
  }

  #rawAt(column: number, at: Int32Array): Int32Array {
    const cells = this.raw(column);
    return at.map((row) => cells[row] ?? -1);
  }
}

interface Header extends Pool {
  readonly tables: Readonly<Record<string, readonly [rows: number, columns: number]>>;
  readonly bytes: Readonly<Record<string, number>>;
}

const utf8 = new TextDecoder();

/** Reads what `cpg_pack.py` wrote; columns and bytes are views of `bytes`, which must begin its buffer. */
export function unpack(bytes: Uint8Array<ArrayBuffer>): Packed {
  const headerLength = new DataView(bytes.buffer).getUint32(0, true);
  const header = JSON.parse(utf8.decode(bytes.subarray(4, 4 + headerLength))) as Header;
  let at = 4 + headerLength;
  const tables = new Map<string, readonly Int32Array[]>();
  for (const [name, [rows, width]] of Object.entries(header.tables)) {
    const columns: Int32Array[] = [];
    for (let i = 0; i < width; i++, at += rows * 4) columns.push(new Int32Array(bytes.buffer, at, rows));
    tables.set(name, columns);
  }
  const blobs = new Map<string, Uint8Array>();
  for (const [name, length] of Object.entries(header.bytes)) {
    blobs.set(name, bytes.subarray(at, at + length));
    at += length;
  }
  return new Packed(tables, blobs, header);
}
