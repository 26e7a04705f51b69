/** The location table of a code object, as CPython 3.11 and later write it -> lines and spans by offset of the code. */
import type { SourcePlaces } from '../../cpython/source-places';
import { GrowableInts } from '../../evidence/growable';

/** Codes of entries, as `InternalDocs/code_objects.md` of CPython has them; those before are short forms. */
const ONE_LINE = 10;
const NO_COLUMNS = 13;
const LONG = 14;
const NONE = 15;

/** Entry by entry, in the order of the code; memory that the next `read` uses again. */
export class Locations {
  /** Offset of the code where an entry ends. */
  readonly ends = new GrowableInts();
  /** From 0; -1 for none. */
  readonly lines = new GrowableInts();
  /** Spans in bytes of the file; -1, -1 for none. */
  readonly starts = new GrowableInts();
  readonly stops = new GrowableInts();
  #table: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(private readonly places: SourcePlaces) {}

  /** Decodes `table` of the code object that begins in `firstLine`, counted from 1. */
  read(table: Uint8Array, firstLine: number): void {
    for (const column of [this.ends, this.lines, this.starts, this.stops]) column.clear();
    this.#table = table;
    this.#at = 0;
    let end = 0;
    let line = firstLine;
    while (this.#at < table.length) {
      const first = this.#byte();
      const code = (first >> 3) & 15;
      end += 2 * ((first & 7) + 1);
      if (code === NONE) {
        this.#add(end, 0, 0, -1, -1);
      } else if (code === LONG) {
        line += this.#signed();
        const endLine = line + this.#varint();
        const column = this.#varint() - 1;
        this.#add(end, line, endLine, column, this.#varint() - 1);
      } else if (code === NO_COLUMNS) {
        line += this.#signed();
        this.#add(end, line, line, -1, -1);
      } else if (code >= ONE_LINE) {
        line += code - ONE_LINE;
        const column = this.#byte();
        this.#add(end, line, line, column, this.#byte());
      } else {
        const second = this.#byte();
        const column = (code << 3) | (second >> 4);
        this.#add(end, line, line, column, column + (second & 15));
      }
    }
  }

  #add(end: number, line: number, endLine: number, column: number, endColumn: number): void {
    const { places } = this;
    let start = -1;
    let stop = -1;
    if (line > 0 && column >= 0 && endColumn >= 0) {
      start = places.offset(line, column);
      stop = places.offset(endLine, endColumn);
      if (stop < start || stop > places.size) {
        start = -1;
        stop = -1;
      } else {
        start = places.onDisk(start);
        stop = places.onDisk(stop);
      }
    }
    this.ends.push(end);
    this.lines.push(line < 1 ? -1 : line - 1);
    this.starts.push(start);
    this.stops.push(stop);
  }

  #byte(): number {
    return this.#table[this.#at++] ?? 0;
  }

  /** Six bits a byte, the least significant first. */
  #varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 6) {
      const byte = this.#byte();
      value |= (byte & 63) << shift;
      if ((byte & 64) === 0) return value;
    }
  }

  /** The sign is the lowest bit. */
  #signed(): number {
    const value = this.#varint();
    return (value & 1) === 0 ? value >> 1 : -(value >> 1);
  }
}
