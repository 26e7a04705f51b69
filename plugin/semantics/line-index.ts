/** Which dataset holds the lines of files, by what its columns mean. */
import type { LineIndex } from '../ir/semantic-ir';
import { OWN_SPAN } from '../schema/columns';
import type { Source } from './normalize-view';

/** The dataset with a path, a line number, the byte range of the line and its text; null when there is none. */
export function lineIndexOf(sources: ReadonlyMap<string, Source>): LineIndex | null {
  for (const [dataset, { columns }] of sources) {
    const named = (semantic: string): string | undefined =>
      columns.find((c) => c.semantic === semantic && (c.span ?? OWN_SPAN) === OWN_SPAN)?.name;
    const [path, line, start, end, text] = ['path', 'line', 'span_start', 'span_end', 'line_text'].map(named);
    if (path && line && start && end && text) return { dataset, path, line, start, end, text };
  }
  return null;
}
