/** Query results as text: a table for people, markdown, CSV and JSON. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { DuckDBResult, DuckDBValue } from '@duckdb/node-api';
import stringWidth from 'string-width';
import { objectText, plainText } from './value-text';

export type ResultFormat = 'table' | 'json' | 'csv' | 'markdown';

/** Writes all rows of `result`; CSV and JSON as they come, tables once all widths are known. */
export async function writeText(result: DuckDBResult, format: ResultFormat, output: Writable): Promise<void> {
  for await (const text of textOf(result, format)) {
    if (!output.write(text)) await once(output, 'drain');
  }
}

function textOf(result: DuckDBResult, format: ResultFormat): AsyncIterable<string> | Iterable<Promise<string>> {
  switch (format) {
    case 'json':
      return json(result);
    case 'csv':
      return csv(result);
    case 'table':
      return [rendered(result, tableText)];
    case 'markdown':
      return [rendered(result, markdownText)];
  }
}

/** An array with one object per line. */
async function* json(result: DuckDBResult): AsyncGenerator<string> {
  const names = result.columnNames();
  let before = '[\n';
  for await (const rows of result.yieldRows()) {
    for (const row of rows) {
      yield `${before}${objectText(names.map((name, i) => [name, valueAt(row, i)]))}`;
      before = ',\n';
    }
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** RFC 4180 with `\n`: NULL is empty, an empty text is `""`. */
async function* csv(result: DuckDBResult): AsyncGenerator<string> {
  const line = (cells: readonly (string | null)[]) => `${cells.map(csvCell).join(',')}\n`;
  yield line(result.columnNames());
  for await (const rows of result.yieldRows()) {
    if (rows.length > 0) yield rows.map((row) => line(row.map(plainText))).join('');
  }
}

function csvCell(text: string | null): string {
  if (text === null) return '';
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const valueAt = (row: readonly DuckDBValue[], index: number): DuckDBValue => row[index] ?? null;

type Grid = readonly (readonly string[])[];

async function rendered(result: DuckDBResult, render: (header: readonly string[], body: Grid) => string) {
  const body: string[][] = [];
  for await (const rows of result.yieldRows()) {
    for (const row of rows) body.push(row.map((value) => oneLine(plainText(value) ?? 'NULL')));
  }
  return render(result.columnNames(), body);
}

/** Line breaks and tabs would break the grid. */
const oneLine = (text: string): string => text.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');

function tableText(header: readonly string[], body: Grid): string {
  const widths = widthsOf([header, ...body]);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => padded(cell, widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const count = body.length === 1 ? '1 row' : `${body.length} rows`;
  return `${[line(header), rule, ...body.map(line), '', count].join('\n')}\n`;
}

function markdownText(header: readonly string[], body: Grid): string {
  const escaped = [header, ...body].map((row) =>
    row.map((cell) => cell.replaceAll('\\', '\\\\').replaceAll('|', '\\|')),
  );
  const widths = widthsOf(escaped).map((width) => Math.max(3, width));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => padded(cell, widths[i] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const [head = [], ...rows] = escaped;
  return `${[line(head), rule, ...rows.map(line)].join('\n')}\n`;
}

const widthsOf = (grid: Grid): number[] =>
  (grid[0] ?? []).map((_, i) => grid.reduce((width, row) => Math.max(width, stringWidth(row[i] ?? '')), 0));

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)));
