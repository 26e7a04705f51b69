/** The end of a build: how many nodes and edges of each kind the graph has. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { readParquet } from '../runtime/sql-text';
import { datasetFiles, workspacePlace } from '../runtime/store-paths';
import { withConnection } from './connection';
import { missing } from './inputs';
import type { Session } from './session';
import type { TaskDone } from './task-run';

/**
 * Checks that every output is there and prints the summary. Nx replays the text whenever the build is a cache hit,
 * so it says nothing that is not a function of the graph.
 *
 * Errors: `CPG_INPUT_MISSING`.
 */
export async function runBuild(session: Session): Promise<TaskDone> {
  const { manifest, store } = session;
  const rows = await rowsOf(session, manifest.outputs);
  const { summary } = manifest;
  if (summary === null) return { datasets: {}, files: 0, text: lines('rows', rows) };
  const kinds = await withConnection(session, async (open) =>
    readSummary(await open(), datasetFiles(store.paths, workspacePlace(summary)).parquet),
  );
  const of = (element: string) =>
    kinds.filter(([e]) => e === element).map(([, kind = '', count = '']) => [kind, count]);
  return { datasets: {}, files: 0, text: `${lines('nodes', of('node'))}\n${lines('edges', of('edge'))}` };
}

/** The rows of each dataset, as text. */
async function rowsOf({ store }: Session, datasets: readonly string[]): Promise<string[][]> {
  const rows: string[][] = [];
  for (const dataset of datasets) {
    const place = workspacePlace(dataset);
    const stamp = await store.intact(place);
    if (stamp === null) throw missing(place);
    const parts = stamp.key.kind === 'gather' ? stamp.key.partitions : [stamp.parquet ?? { rows: 0 }];
    rows.push([dataset, String(parts.reduce((sum, part) => sum + part.rows, 0))]);
  }
  return rows;
}

async function readSummary(connection: DuckDBConnection, path: string): Promise<string[][]> {
  const sql = `SELECT element, kind, count FROM ${readParquet([path])} ORDER BY element, kind`;
  return (await connection.runAndReadAll(sql)).getRows().map((row) => row.map(String));
}

function lines(title: string, counts: readonly (readonly string[])[]): string {
  const total = counts.reduce((sum, [, count]) => sum + BigInt(count ?? 0), 0n);
  const all = [[title, String(total)], ...counts.map(([kind, count]) => [`  ${kind}`, count ?? ''])];
  const width = Math.max(...all.map(([name = '', count = '']) => name.length + count.length)) + 2;
  return all.map(([name = '', count = '']) => name + count.padStart(width - name.length)).join('\n');
}
