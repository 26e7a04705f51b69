/** Positions of a source -> half-open byte offsets: as they are, or through the lines of the file. */
import { invariant } from '../../core/invariant';
import type { LineIndex, SourceSpan } from '../../ir/semantic-ir';
import { name } from '../sql';

export interface ByteSpan {
  /** SQL over the source `s` and the joined lines. */
  readonly start: string;
  readonly end: string;
  readonly joins: readonly string[];
  /** Columns of the source that the span is made from. */
  readonly used: readonly string[];
}

/** `path` is the source's column with the path; a position beyond the lines of its file is null. */
export function byteSpan(span: SourceSpan, path: string, lines: LineIndex | null): ByteSpan {
  if (span.unit === 'byte') {
    const { start, end } = span;
    return { start: `s.${name(start)}`, end: `s.${name(end)}`, joins: [], used: [start, end] };
  }
  invariant(lines !== null, 'a span in lines and columns needs the lines of files');
  const { startLine, startColumn, endLine, endColumn, columnUnit } = span;
  const unit = columnUnit === null ? "'utf8'" : `s.${name(columnUnit)}`;
  const offset = (line: string, column: string): string =>
    `${line}.${name(lines.start)} + col_to_byte(${line}.${name(lines.text)}, s.${name(column)}, ${unit})`;
  const join = (as: string, line: string): string =>
    `left join ${name(lines.dataset)} ${as} on ${as}.${name(lines.path)} = s.${name(path)} and ${as}.${name(lines.line)} = s.${name(line)}`;
  const last = endLine === null ? 'a' : 'b';
  return {
    start: startColumn === null ? `a.${name(lines.start)}` : offset('a', startColumn),
    end: endColumn === null ? `${last}.${name(lines.end)}` : offset(last, endColumn),
    joins: [join('a', startLine), ...(endLine === null ? [] : [join('b', endLine)])],
    used: [startLine, startColumn, endLine, endColumn, columnUnit].filter((c) => c !== null),
  };
}
