/** From the lines and columns of an indexer to those of the file as stored: the lines of `file_line_index`. */

/** Zero-based; the column counts UTF-16 units, a byte order mark included. */
export interface Position {
  readonly line: number;
  readonly char: number;
}

/** How an indexer counts. */
export interface Counting {
  /** Whether a byte order mark is the first character of the first line. */
  readonly countsByteOrderMark: boolean;
  /** Whether U+2028 and U+2029 end a line. */
  readonly unicodeLineBreaks: boolean;
}

export interface Positions {
  /** Where a position of the indexer is in the file. */
  stored(position: Position): Position;
  /** The source between two positions in the file. */
  textBetween(start: Position, end: Position): string;
  /** Index into the text. */
  offset(position: Position): number;
}

const BYTE_ORDER_MARK = '\ufeff';

/** `text` is the whole file, its byte order mark kept. */
export function positionsIn(text: string, { countsByteOrderMark, unicodeLineBreaks }: Counting): Positions {
  const stored = lineStarts(text, /\r\n|\r|\n/g);
  const skipped = !countsByteOrderMark && text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  const offset = ({ line, char }: Position): number => (stored[line] ?? text.length) + char;
  const textBetween = (start: Position, end: Position): string => text.slice(offset(start), offset(end));
  const shifted = ({ line, char }: Position): Position => ({ line, char: line === 0 ? char + skipped : char });
  if (!unicodeLineBreaks || !/[\u2028\u2029]/.test(text)) return { stored: shifted, textBetween, offset };
  const theirs = lineStarts(text, /\r\n|[\r\n\u2028\u2029]/g);
  return {
    stored(position) {
      const { line, char } = shifted(position);
      const at = (theirs[line] ?? text.length) + char;
      const ours = lastAtOrBefore(stored, at);
      return { line: ours, char: at - (stored[ours] ?? 0) };
    },
    textBetween,
    offset,
  };
}

const lineStarts = (text: string, lineBreak: RegExp): readonly number[] => [
  0,
  ...Array.from(text.matchAll(lineBreak), (match) => match.index + match[0].length),
];

/** Index of the last of the ascending `values` that is not above `value`. */
function lastAtOrBefore(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
