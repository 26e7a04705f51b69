/** One statement over the graph, written to a stream in one of the formats. */
import type { Writable } from 'node:stream';
import {
  type DuckDBConnection,
  type DuckDBPreparedStatement,
  type DuckDBResult,
  StatementType,
} from '@duckdb/node-api';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { writeArrow } from './arrow-format';
import { queryableDatasets } from './graph-catalog';
import { openGraph } from './open-graph';
import { type ResultFormat, writeText } from './text-formats';

export const FORMATS = ['table', 'json', 'csv', 'markdown', 'arrow'] as const;
export type Format = (typeof FORMATS)[number];

export interface QueryRequest {
  readonly workspaceRoot: string;
  /** Without it the datasets are listed. */
  readonly sql?: string | undefined;
  readonly format: Format;
  readonly output: Writable;
}

/** Lists every dataset with its rows. */
const datasetList = (datasets: readonly { readonly name: string; readonly rows: number }[]): string =>
  `SELECT * FROM (VALUES ${datasets.map((d) => `('${d.name}', ${d.rows}::BIGINT)`).join(', ')}) t(dataset, rows)`;

/**
 * Runs the query and writes its rows.
 *
 * Errors: `CPG_NO_GRAPH` when nothing is materialised; `CPG_QUERY_INVALID` with the engine's message for a statement
 * that is wrong, or is not one SELECT.
 */
export async function runQuery({ workspaceRoot, sql, format, output }: QueryRequest): Promise<void> {
  const datasets = queryableDatasets(workspaceRoot);
  if (datasets.length === 0) throw new DiagnosticError([diagnostic('CPG_NO_GRAPH', {})]);
  const graph = await openGraph(workspaceRoot, datasets);
  try {
    const statement = await prepareSelect(graph.connection, sql ?? datasetList(datasets));
    const result = await invalidQuery(() => statement.stream());
    await invalidQuery(() => write(result, format, output));
  } finally {
    graph.close();
  }
}

const write = (result: DuckDBResult, format: Format, output: Writable): Promise<void> =>
  format === 'arrow' ? writeArrow(result, output) : writeText(result, format satisfies ResultFormat, output);

async function prepareSelect(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  // After another one, because the bindings fail without a message on a text that holds no statement.
  const { count } = await connection.extractStatements(`SELECT 0;\n${sql}`).catch(() => ({ count: null }));
  if (count !== null && count !== 2) throw notOneSelect();
  const statements = await invalidQuery(() => connection.extractStatements(sql));
  const statement = await invalidQuery(() => statements.prepare(0));
  if (statement.statementType !== StatementType.SELECT) throw notOneSelect();
  return statement;
}

const notOneSelect = (): DiagnosticError =>
  new DiagnosticError([
    diagnostic('CPG_QUERY_INVALID', { cause: 'a query is one SELECT; the graph cannot be changed' }),
  ]);

/** The engine's own words, without a stack. */
async function invalidQuery<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof Error) || 'code' in error) throw error;
    throw new DiagnosticError([diagnostic('CPG_QUERY_INVALID', { cause: error.message })]);
  }
}
