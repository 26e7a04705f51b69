/** The spans of a dataset's rows, found by what its columns mean. */
import type { Column } from './column';

/** The column that is this bound of a span; undefined when there is none. */
export const boundOf = (
  columns: readonly Column[],
  semantic: Column['semantic'],
  bound: Column['bound'],
  span: string,
): string | undefined => columns.find((c) => c.semantic === semantic && c.bound === bound && c.span === span)?.name;

/** The columns that bound a span in bytes; undefined unless both are there. */
export function byteSpan(columns: readonly Column[], span: string): { start: string; end: string } | undefined {
  const start = boundOf(columns, 'span_start', 'start', span);
  const end = boundOf(columns, 'span_end', 'end', span);
  return start === undefined || end === undefined ? undefined : { start, end };
}
