/** Positions as CPython counts them -> bytes of the file on disk. */
import type { Packed } from './packed';

/** CPython counts lines from 1 and columns in bytes of a UTF-8 text without byte order mark, which need not be the file. */
export class SourcePlaces {
  /** Where each line of the text begins, by its number. */
  readonly lineStarts: Int32Array;
  /** Bytes of the text. */
  readonly size: number;
  readonly #shift: number;
  readonly #byteMap: Int32Array;
  readonly #recoded: Uint8Array;

  constructor(facts: Packed) {
    const source = facts.table('source');
    this.lineStarts = facts.table('line_starts').raw(0);
    this.size = source.raw(1)[0] ?? 0;
    this.#shift = source.raw(0)[0] ?? 0;
    this.#byteMap = facts.table('byte_map').raw(0);
    this.#recoded = facts.bytes('utf8');
  }

  /** The text, of the file with these bytes. */
  textOf(file: Buffer): Buffer {
    const recoded = this.#recoded;
    if (this.#byteMap.length === 0) return file.subarray(this.#shift);
    return Buffer.from(recoded.buffer, recoded.byteOffset, recoded.length);
  }

  /** Offset into the text of a line and a column in it. */
  offset(line: number, column: number): number {
    return (this.lineStarts[line] ?? this.size) + column;
  }

  /** Offset into the file of an offset into the text. */
  onDisk(offset: number): number {
    return this.#byteMap.length > 0 ? (this.#byteMap[offset] ?? -1) : offset + this.#shift;
  }
}
