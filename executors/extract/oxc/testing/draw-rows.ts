/** Draws rows under the source lines they belong to, every column that says something, so that goldens can be read alone. */
import type { TestRow, TestRows } from '../../testing/extract-text';

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const SPAN = new Set(['bstart', 'bend']);

/** `a=1 b="x"` of all columns but the span; what is null, false or empty is left out, and spans are shown as text. */
function inWords(bytes: Buffer, row: TestRow): string {
  const words = Object.entries(row).flatMap(([column, value]) => {
    if (SPAN.has(column) || column.endsWith('_bend') || value === null || value === false || value === '') return [];
    if (column.endsWith('_bstart')) {
      const end = row[column.replace('bstart', 'bend')];
      return [
        `${column.replace('_bstart', '')}=«${bytes.toString('utf8', Number(value), Number(end)).slice(0, 40).replaceAll(/\s+/g, ' ')}»`,
      ];
    }
    return [value === true ? column : `${column}=${JSON.stringify(value)}`];
  });
  return words.join(' ');
}

/** The source with the rows of `datasets` under it; rows without a span come first, ` | ` marks an empty one. */
export function drawRows(content: Uint8Array, rows: TestRows, datasets: readonly string[]): string {
  const bytes = Buffer.from(content);
  const out: string[] = [];
  const marks: Mark[] = [];
  for (const dataset of datasets) {
    for (const row of rows[dataset] ?? []) {
      const text = `${dataset.replace(/^[a-z]+_/, '')} ${inWords(bytes, row)}`;
      if (typeof row.bstart === 'number') marks.push({ start: row.bstart, end: Number(row.bend), text });
      else out.push(`# ${text}`);
    }
  }
  marks.sort((a, b) => a.start - b.start || b.end - a.end);
  let at = 0;
  for (const line of bytes.toString('utf8').split(/(?<=\n|\r(?!\n))/)) {
    const length = Buffer.byteLength(line);
    const end = at + length;
    out.push(`  ${line.replace(/[\r\n]+$/, '')}`);
    const isLast = end >= bytes.length;
    for (const mark of marks.filter(({ start }) => start >= at && (start < end || isLast))) {
      const before = [...bytes.toString('utf8', at, mark.start)].map(() => ' ').join('');
      const under =
        [...bytes.toString('utf8', mark.start, Math.min(mark.end, end)).trimEnd()].map(() => '^').join('') || '|';
      out.push(`# ${before}${under}${mark.end > end ? '…' : ''} ${mark.text}`);
    }
    at = end;
  }
  return `${out.join('\n')}\n`;
}
