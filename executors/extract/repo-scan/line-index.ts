/** Where the lines of a file begin and end, in bytes. */
import { cutAtCharacter } from '../decode';
import { MAX_LINE_BYTES } from '../limits';

/** A line: half-open bytes with its newline, and its text without. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly newline: 'lf' | 'crlf' | 'cr' | 'none';
}

const CR = 13;
const LF = 10;

/**
 * The lines of `bytes`: together they cover the file, and a newline at its end starts no further line. Bytes that are
 * not UTF-8 become U+FFFD; text is cut to 10,000 bytes at a character boundary.
 */
export function* linesOf(bytes: Buffer): Generator<Line, undefined> {
  let start = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte !== LF && byte !== CR) continue;
    const crlf = byte === CR && bytes[i + 1] === LF;
    const end = i + (crlf ? 2 : 1);
    yield { start, end, text: textOf(bytes, start, i), newline: crlf ? 'crlf' : byte === CR ? 'cr' : 'lf' };
    start = end;
    i = end - 1;
  }
  if (start < bytes.length) {
    yield { start, end: bytes.length, text: textOf(bytes, start, bytes.length), newline: 'none' };
  }
}

const textOf = (bytes: Buffer, start: number, end: number): string =>
  bytes.toString('utf8', start, cutAtCharacter(bytes, start, end, MAX_LINE_BYTES));
