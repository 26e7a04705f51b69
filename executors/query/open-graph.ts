/** The materialised graph as a read-only database: one view per dataset and nothing else of the machine. */

import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { filePath, literal, quoted, readParquet } from '../runtime/sql-text';
import { storePaths } from '../runtime/store-paths';
import type { QueryableDataset } from './graph-catalog';

export interface Graph {
  readonly connection: DuckDBConnection;
  close(): void;
}

/**
 * Statements see the files of `.cpg/data` and no others, cannot load extensions and cannot undo either. The engine
 * would still let them write there: that only one SELECT is accepted is up to the caller.
 */
export async function openGraph(workspaceRoot: string, datasets: readonly QueryableDataset[]): Promise<Graph> {
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: storePaths(workspaceRoot).temporary,
  });
  const connection = await instance.connect();
  await connection.run(`SET GLOBAL TimeZone = 'UTC'`);
  for (const { name, files, columns } of datasets) {
    const empty = `SELECT ${columns.map(([column, type]) => `NULL::${type} AS ${quoted(column)}`).join(', ')} WHERE false`;
    const select = files.length === 0 ? empty : `SELECT * FROM ${readParquet(files)}`;
    await connection.run(`CREATE VIEW ${quoted(name)} AS ${select}`);
  }
  // Checked twice: the text of a path as written, with its glob characters escaped, and the file it leads to.
  const data = join(storePaths(workspaceRoot).data, '/');
  await connection.run(`SET allowed_directories = [${literal(data)}, ${filePath(data)}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
