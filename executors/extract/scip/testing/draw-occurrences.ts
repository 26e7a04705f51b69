/** Draws occurrences under the source lines they belong to, so that a golden can be read without the code. */
import type { TestRow } from '../../testing/extract-text';

/** One line per occurrence: `^^^ definition <symbol>`, and how far its definition goes; zero-width ones have a `|`. */
export function drawOccurrences(
  source: string,
  occurrences: readonly TestRow[],
  information: readonly TestRow[],
): string {
  const documentation = new Map(information.map((row) => [row.symbol, row.documentation]));
  const out: string[] = [];
  const lines = source.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  if (lines.length === 0) lines.push('');
  lines.forEach((line, number) => {
    out.push(`  ${line}`);
    const here = occurrences.filter((row) => row.start_line === number);
    here.sort((a, b) => Number(a.start_char) - Number(b.start_char) || (String(a.symbol) < String(b.symbol) ? -1 : 1));
    for (const row of here) out.push(drawn(line, row, documentation.get(row.symbol)));
  });
  return `${out.join('\n')}\n`;
}

function drawn(line: string, row: TestRow, documentation: unknown): string {
  const start = Number(row.start_char);
  const end = row.end_line === row.start_line ? Number(row.end_char) : line.length;
  const flags = ['external', 'unresolved', 'malformed'].filter((flag) => row[`is_${flag}`] === true);
  const enclosing = row.enc_end_line === null ? '' : ` ${position(row, 'enc_start')}-${position(row, 'enc_end')}`;
  const mark = '^'.repeat(end - start) || '|';
  const role = row.is_definition === true ? 'definition' : 'reference';
  const words = [mark, role, row.symbol, ...flags].join(' ') + enclosing;
  const said = row.is_definition === true && Array.isArray(documentation) ? documentation.map(oneLine).join(' ') : '';
  return `  ${' '.repeat(start)}${words}${said === '' ? '' : ` ${said}`}`;
}

const position = (row: TestRow, which: string): string => `${row[`${which}_line`]}:${row[`${which}_char`]}`;
const oneLine = (text: unknown): string => JSON.stringify(String(text).replace(/^```\w+\n|\n```$/g, ''));
