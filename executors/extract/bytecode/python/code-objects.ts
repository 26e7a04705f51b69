/** The code objects of a file as Python hands them over: numbers, texts, and the bytes of their code. */
import type { Packed, PackedTable } from '../../cpython/packed';

/** Columns of the table `units` of `cpg_bytecode.py`. */
export const UNIT = {
  qualpath: 0,
  name: 1,
  parent: 2,
  /** Which of all constants it is, -1 for the module. */
  constant: 3,
  /** From 1. */
  firstLine: 4,
  argcount: 5,
  posonlyargcount: 6,
  kwonlyargcount: 7,
  nlocals: 8,
  flags: 9,
  stacksize: 10,
  codeLength: 11,
  lineTableLength: 12,
  exceptionTableLength: 13,
  constants: 14,
  /** From here on: how many words each list has. */
  varnames: 15,
  freevars: 16,
  cellvars: 17,
  names: 18,
} as const;

/** Lists of words that a unit has, in the order in which they follow each other. */
export type WordList = 'varnames' | 'freevars' | 'cellvars' | 'names';

/** What is of all units, end to end, begins for each unit where the one before it ends. */
export class CodeObjects {
  readonly units: PackedTable;
  readonly count: number;
  /** Places in `strings`. */
  readonly constants: Int32Array;
  /** Of each constant the integer that it is. */
  readonly integers: readonly (number | null)[];
  readonly strings: readonly string[];
  readonly codeStarts: Int32Array;
  readonly constantStarts: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #byteStarts: Int32Array;
  readonly #words: Int32Array;
  readonly #wordStarts: Int32Array;

  constructor(facts: Packed) {
    const units = facts.table('units');
    const consts = facts.table('consts');
    this.units = units;
    this.count = units.rows;
    this.constants = consts.raw(0);
    this.integers = consts.wideInts(1);
    this.strings = facts.strings;
    this.codeStarts = startsOf(units, [UNIT.codeLength]);
    this.constantStarts = startsOf(units, [UNIT.constants]);
    this.#bytes = facts.bytes('code');
    this.#byteStarts = startsOf(units, [UNIT.codeLength, UNIT.lineTableLength, UNIT.exceptionTableLength]);
    this.#words = facts.table('words').raw(0);
    this.#wordStarts = startsOf(units, [UNIT.varnames, UNIT.freevars, UNIT.cellvars, UNIT.names]);
  }

  /** Bytes of the code of all units. */
  get codeLength(): number {
    return this.codeStarts[this.count] ?? 0;
  }

  code(unit: number): Uint8Array {
    return this.#section(unit, 0, UNIT.codeLength);
  }

  lineTable(unit: number): Uint8Array {
    return this.#section(unit, this.#cell(UNIT.codeLength, unit), UNIT.lineTableLength);
  }

  exceptionTable(unit: number): Uint8Array {
    const before = this.#cell(UNIT.codeLength, unit) + this.#cell(UNIT.lineTableLength, unit);
    return this.#section(unit, before, UNIT.exceptionTableLength);
  }

  /** Bytes of its code. */
  codeSize(unit: number): number {
    return this.#cell(UNIT.codeLength, unit);
  }

  firstLine(unit: number): number {
    return this.#cell(UNIT.firstLine, unit);
  }

  /** Words of a list of `unit`, as places in `strings`. */
  words(unit: number, list: WordList): Int32Array {
    let start = this.#wordStarts[unit] ?? 0;
    for (let column: number = UNIT.varnames; column < UNIT[list]; column++) start += this.#cell(column, unit);
    return this.#words.subarray(start, start + this.#cell(UNIT[list], unit));
  }

  /** The same as texts. */
  texts(unit: number, list: WordList): readonly string[] {
    return Array.from(this.words(unit, list), (place) => this.strings[place] ?? '');
  }

  /** Names by the number that instructions have for them: locals, cells that are no arguments, free variables. */
  localNames(unit: number): Int32Array {
    const [locals, cells, free] = [
      this.words(unit, 'varnames'),
      this.words(unit, 'cellvars'),
      this.words(unit, 'freevars'),
    ];
    if (cells.length === 0 && free.length === 0) return locals;
    return Int32Array.of(...locals, ...cells.filter((name) => !locals.includes(name)), ...free);
  }

  #section(unit: number, before: number, length: number): Uint8Array {
    const start = (this.#byteStarts[unit] ?? 0) + before;
    return this.#bytes.subarray(start, start + this.#cell(length, unit));
  }

  #cell(column: number, unit: number): number {
    return this.units.raw(column)[unit] ?? 0;
  }
}

/** Where each unit begins when the sum of `columns` is how long it is; one more at the end: where the last one ends. */
function startsOf(units: PackedTable, columns: readonly number[]): Int32Array {
  const starts = new Int32Array(units.rows + 1);
  for (let unit = 0; unit < units.rows; unit++) {
    let length = 0;
    for (const column of columns) length += units.raw(column)[unit] ?? 0;
    starts[unit + 1] = (starts[unit] ?? 0) + length;
  }
  return starts;
}
