/** Rows written by a person, as a table with the columns of a dataset. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { nearest } from '../../plugin/core/nearest';
import type { ManifestColumn } from '../../plugin/manifest/manifest-schema';
import { languageOf } from '../../plugin/schema/language';
import { fileIdOf } from '../extract/file-id';
import { literal, quoted } from '../runtime/sql-text';

/** Creates the table `dataset`. Errors: `CPG_UNKNOWN_COLUMN`; a value that is not of its column's type is the engine's. */
export async function insertRows(
  connection: DuckDBConnection,
  dataset: string,
  columns: readonly ManifestColumn[],
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const definitions = columns.map(({ name, type }) => `${quoted(name)} ${type}`);
  await connection.run(`CREATE TABLE ${quoted(dataset)} (${definitions.join(', ')})`);
  for (const row of rows) {
    checkNames(dataset, columns, row);
    const values = columns.map((column) => valueSql(row[column.name] ?? impliedValue(column, columns, row)));
    await connection.run(`INSERT INTO ${quoted(dataset)} VALUES (${values.join(', ')})`);
  }
}

function checkNames(dataset: string, columns: readonly ManifestColumn[], row: object): void {
  const names = columns.map(({ name }) => name);
  const unknown = Object.keys(row).filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  throw new DiagnosticError(
    unknown.map((column) => diagnostic('CPG_UNKNOWN_COLUMN', { dataset, column, near: nearest(column, names) })),
  );
}

/** What follows from the path of a row. */
function impliedValue(
  { semantic }: ManifestColumn,
  columns: readonly ManifestColumn[],
  row: Readonly<Record<string, unknown>>,
): unknown {
  const path = row[columns.find((column) => column.semantic === 'path')?.name ?? ''];
  if (typeof path !== 'string') return null;
  if (semantic === 'file_id') return Buffer.from(fileIdOf(path)).toString('hex');
  return semantic === 'language' ? languageOf(path) : null;
}

function valueSql(value: unknown): string {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return `[${value.map(valueSql).join(', ')}]`;
  return typeof value === 'string' ? literal(value) : String(value);
}
