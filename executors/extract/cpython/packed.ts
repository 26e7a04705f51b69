/** One bytes object from Python -> tables of integer columns and their strings. */
import {
  type ColumnSource,
  flags,
  integers,
  optionalIntegers,
  optionalWords,
  values,
  words,
} from '../evidence/column-source';

/** What the cells of tables are places in. */
interface Pool {
  readonly strings: readonly string[];
  readonly numbers: readonly number[];
  /** Of places in `strings`. */
  readonly lists: readonly (readonly number[])[];
}

/** What Python said of one file. */
export class Packed {
  constructor(
    private readonly tables: ReadonlyMap<string, readonly Int32Array[]>,
    private readonly pool: Pool,
  ) {}

  /** The table called `name`; one that is not there has no rows. */
  table(name: string): PackedTable {
    return new PackedTable(this.tables.get(name) ?? [], this.pool);
  }
}

const NO_ROWS = new Int32Array(0);

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

  optionalTextsAt(column: number, at: Int32Array): ColumnSource<string | null> {
    return optionalWords(this.#rawAt(column, at), this.pool.strings);
  }

  optionalTexts(column: number): ColumnSource<string | null> {
    return optionalWords(this.raw(column), this.pool.strings);
  }

  /** Lists of texts. */
  textLists(column: number): ColumnSource<readonly string[]> {
    const { lists, strings } = this.pool;
    const textsOf = (list: readonly number[] = []): readonly string[] => list.map((code) => strings[code] ?? '');
    return values(Array.from(this.raw(column), (list) => textsOf(lists[list])));
  }

  /** Integers of up to 53 bits. */
  optionalWideInts(column: number): ColumnSource<number | null> {
    const { numbers } = this.pool;
    return values(Array.from(this.raw(column), (place) => numbers[place] ?? null));
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
}

const utf8 = new TextDecoder();

/** Reads what `cpg_pack.py` wrote; the columns are views of `bytes`, which must begin its buffer. */
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
  return new Packed(tables, header);
}
