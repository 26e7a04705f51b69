/** The rows of a view over given rows of what it reads, as the compiled manifest says. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { nearest } from '../../plugin/core/nearest';
import { unwrap } from '../../plugin/core/result';
import { ON_DISK } from '../../plugin/core/source-files';
import { datasetColumns } from '../../plugin/manifest/dataset-columns';
import type { Manifest, ManifestColumn } from '../../plugin/manifest/manifest-schema';
import { MANIFEST_FILE } from '../../plugin/manifest/naming';
import { readManifest } from '../../plugin/manifest/read-manifest';
import { objectText } from '../query/value-text';
import { statementOf } from '../runtime/copy-sorted';
import { createEngine } from '../runtime/engine';
import { quoted } from '../runtime/sql-text';
import { insertRows } from './insert-rows';

export type Row = Readonly<Record<string, unknown>>;
/** Rows by dataset or view; columns that are left out are NULL, but for file_id and language, which follow from a path. */
export type GivenRows = Readonly<Record<string, readonly Row[]>>;

/**
 * Rows of `view`, in the order in which they are stored, values as in the JSON of `cpg query`. Datasets that it reads
 * and that are not given are empty. `from` is a file or URL in the workspace: the nearest manifest above it counts, so
 * run `nx sync` after an edit of a declaration.
 *
 * Errors: `CPG_MANIFEST_MISSING`, `CPG_MANIFEST_INVALID`, `CPG_UNKNOWN_DATASET`, `CPG_UNKNOWN_COLUMN`.
 *
 * @example
 * await rowsOf('todos_norm', { todos: [{ path: 'a.py', bstart: 0, bend: 6, text: 'x' }] }, import.meta.url);
 */
export async function rowsOf(view: string, given: GivenRows, from: string | URL): Promise<readonly Row[]> {
  const manifest = manifestAbove(String(from).startsWith('file:') ? fileURLToPath(from) : String(from));
  for (const dataset of [view, ...Object.keys(given)]) columnsOf(manifest, dataset);
  const temporary = mkdtempSync(join(tmpdir(), 'cpg-rows-'));
  const engine = await createEngine({ temporary, macros: manifest.macros });
  try {
    const connection = await engine.connect();
    try {
      await createDatasets(connection, manifest, view, given);
      return await storedRows(connection, view, manifest);
    } finally {
      connection.closeSync();
    }
  } finally {
    engine.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

function manifestAbove(file: string): Manifest {
  for (let directory = file; ; directory = dirname(directory)) {
    const path = join(directory, MANIFEST_FILE);
    if (ON_DISK.isFile(path) || dirname(directory) === directory) return unwrap(readManifest(path, MANIFEST_FILE));
  }
}

function columnsOf(manifest: Manifest, dataset: string): readonly ManifestColumn[] {
  const columns = datasetColumns(manifest, dataset);
  if (columns !== undefined) return columns;
  const known = [...Object.values(manifest.extractors).map(({ datasets }) => datasets), manifest.views];
  const near = nearest(dataset, known.flatMap(Object.keys));
  throw new DiagnosticError([diagnostic('CPG_UNKNOWN_DATASET', { name: dataset, near })]);
}

/** A table for what is given, and for evidence that is not; a view for every other view that is read on the way. */
async function createDatasets(
  connection: DuckDBConnection,
  manifest: Manifest,
  view: string,
  given: GivenRows,
): Promise<void> {
  const made = new Set<string>();
  const create = async (dataset: string): Promise<void> => {
    if (made.has(dataset)) return;
    made.add(dataset);
    const found = manifest.views[dataset];
    if (found === undefined || dataset in given) {
      await insertRows(connection, dataset, columnsOf(manifest, dataset), given[dataset] ?? []);
      return;
    }
    for (const input of Object.keys(found.inputs)) await create(input);
    await connection.run(`CREATE VIEW ${quoted(dataset)} AS ${statementOf(statement(found))}`);
  };
  await create(view);
}

const statement = ({ sql, rows }: Manifest['views'][string]) => ({ sql, ...(rows === undefined ? {} : { rows }) });

async function storedRows(connection: DuckDBConnection, view: string, { views }: Manifest): Promise<readonly Row[]> {
  const { order = [], rows } = views[view] ?? {};
  // Rows that are spread are sorted before they are; the order of their parts is that of the lists they come from.
  const sorted = order.length === 0 || rows !== undefined ? '' : ` ORDER BY ${order.join(', ')}`;
  const result = await connection.runAndReadAll(`FROM ${quoted(view)}${sorted}`);
  const names = result.columnNames();
  return result.getRows().map((values) => JSON.parse(objectText(values.map((value, i) => [names[i] ?? '', value]))));
}
