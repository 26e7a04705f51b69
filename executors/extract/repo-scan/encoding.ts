/** What the bytes of a file say about the encoding of its text. */
import { isUtf8 } from 'node:buffer';
import type { Language } from '../../../plugin/schema/language';
import { linesOf } from './line-index';

/** Byte order marks, longest first: the mark of UTF-32 begins with that of UTF-16. */
const MARKS: readonly (readonly [encoding: string, mark: Buffer])[] = [
  ['utf-32', Buffer.of(0xff, 0xfe, 0, 0)],
  ['utf-32', Buffer.of(0, 0, 0xfe, 0xff)],
  ['utf-8-sig', Buffer.of(0xef, 0xbb, 0xbf)],
  ['utf-16', Buffer.of(0xff, 0xfe)],
  ['utf-16', Buffer.of(0xfe, 0xff)],
];

const NUL = 0;

/** A byte order mark, else `binary` for a NUL byte, else what Python's own comment names, else UTF-8 if it is valid. */
export function encodingOf(bytes: Buffer, language: Language | null): string {
  const marked = MARKS.find(([, mark]) => bytes.subarray(0, mark.length).equals(mark));
  if (marked !== undefined) return marked[0];
  if (bytes.includes(NUL)) return 'binary';
  const declared = language === 'python' ? declaredEncoding(bytes) : null;
  return declared ?? (isUtf8(bytes) ? 'utf-8' : 'unknown-8bit');
}

/** Encodings in which a newline is the byte that it is in ASCII. */
export const hasAsciiNewlines = (encoding: string): boolean => !['utf-16', 'utf-32', 'binary'].includes(encoding);

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
/** The second line counts only after one without code. */
const NO_CODE = /^[ \t\f]*(?:#.*)?$/;

/** The encoding that a comment in the first two lines names (PEP 263), spelled as CPython's `tokenize` does. */
function declaredEncoding(bytes: Buffer): string | null {
  const lines = linesOf(bytes);
  const first = lines.next().value?.text ?? '';
  const second = lines.next().value?.text ?? '';
  const cookie = COOKIE.exec(first) ?? (NO_CODE.test(first) ? COOKIE.exec(second) : null);
  const name = cookie?.[1]?.toLowerCase().replaceAll('_', '-');
  if (name === undefined) return null;
  if (/^utf-8(?:-|$)/.test(name)) return 'utf-8';
  return /^(?:latin-1|iso-8859-1|iso-latin-1)(?:-|$)/.test(name) ? 'iso-8859-1' : name;
}
