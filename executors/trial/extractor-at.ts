/** One extractor of a workspace over files held in memory, checked as a build would check it. */
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { type Columns, columnList } from '../../plugin/schema/column';
import { extractorModule } from '../../plugin/schema/declaration-files';
import { languageOf } from '../../plugin/schema/language';
import { collectRows } from '../extract/collect-rows';
import { ownColumns } from '../extract/evidence/columns';
import type { Row } from '../extract/evidence/row-appender';
import { TableBuilder } from '../extract/evidence/table-builder';
import type { FileExtractorRuntime } from '../extract/extractor-runtime';
import { loadWorkspaceRuntime } from '../extract/load-runtime';
import { openReaders } from '../extract/open-readers';
import { suffixOf } from '../extract/read-source';

type Datasets = FileExtractorRuntime['declaration']['datasets'];
type EvidenceRows = Readonly<Record<string, readonly Row[]>>;

/** Rows by dataset of a file; its path decides its language. */
export type ExtractBytes = (path: string, content: Uint8Array | string) => EvidenceRows;

/**
 * Opens the extractor in `folder`, a path or a URL. What it returns throws for whatever a build would refuse or could
 * not cache: a value that does not fit its column, a row of no dataset of its own, a span that is not in the file, and
 * other rows when the same bytes are read again.
 *
 * @example
 * const extract = await extractorAt(new URL('.', import.meta.url));
 * const { todos } = extract('a.py', '# TODO: tidy up');
 */
export async function extractorAt(folder: string | URL): Promise<ExtractBytes> {
  const directory = typeof folder === 'string' ? folder : fileURLToPath(folder);
  const module = extractorModule(directory);
  if (module === undefined) throw new Error(`${directory} has no extractor.ts`);
  const runtime = await loadWorkspaceRuntime(module, module);
  if (runtime.unit !== 'file') throw new Error(`${module} extracts projects, not files`);
  const { datasets } = runtime.declaration;
  const readers = await openReaders(runtime);
  const rowsOf = (path: string, bytes: Buffer): EvidenceRows => {
    const { emit, rows } = collectRows(datasets);
    const language = languageOf(path);
    readers.get(language)?.({ suffix: suffixOf(path), language, bytes, linkTarget: null }, emit);
    return rows;
  };
  return (path, content) => {
    const bytes = Buffer.from(content);
    const rows = rowsOf(path, bytes);
    checkRows(datasets, rows, bytes.length);
    if (!isDeepStrictEqual(rowsOf(path, bytes), rows)) {
      throw new Error(`${path} gave other rows when it was read again: they may depend on its bytes only`);
    }
    return rows;
  };
}

function checkRows(datasets: Datasets, tables: EvidenceRows, size: number): void {
  for (const [dataset, { columns }] of Object.entries(datasets)) {
    const builder = new TableBuilder(dataset, ownColumns(columnList(columns)));
    for (const row of tables[dataset] ?? []) {
      builder.append(row);
      checkSpans(dataset, columns, row, size);
    }
  }
}

/** Half-open byte spans lie in the file and do not end before they start; a start or an end alone lies in it. */
function checkSpans(dataset: string, columns: Columns, row: Row, size: number): void {
  const bounds = columnList(columns).filter(({ semantic }) => semantic === 'span_start' || semantic === 'span_end');
  for (const span of new Set(bounds.map((column) => column.span))) {
    const at = (semantic: string) => row[bounds.find((c) => c.span === span && c.semantic === semantic)?.name ?? ''];
    const start = at('span_start') ?? 0;
    const end = at('span_end') ?? Math.max(Number(start), size);
    if (0 <= Number(start) && Number(start) <= Number(end) && Number(end) <= size) continue;
    throw new Error(`a row of '${dataset}' has the span ${start} to ${end} in a file of ${size} bytes`);
  }
}
