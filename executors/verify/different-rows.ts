/** Rows that one of two Parquet files has more often than the other. */
import { DuckDBInstance } from '@duckdb/node-api';
import { readParquet } from '../runtime/sql-text';

export interface DifferentRow {
  readonly side: 'found' | 'clean';
  /** As JSON. */
  readonly row: string;
}

/** Of each side. */
const SHOWN = 3;

/** The first rows, in the order of their text, that only `found` or only `clean` has. */
export async function differentRows(files: {
  readonly found: string;
  readonly clean: string;
}): Promise<DifferentRow[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const only = async (side: 'found' | 'clean', other: 'found' | 'clean'): Promise<DifferentRow[]> => {
      const rows = (file: string) => `SELECT to_json(t)::VARCHAR AS row FROM ${readParquet([file])} t`;
      const result = await connection.runAndReadAll(
        `SELECT row FROM (${rows(files[side])} EXCEPT ALL ${rows(files[other])}) ORDER BY row LIMIT ${SHOWN}`,
      );
      return result.getRows().map(([row]) => ({ side, row: String(row) }));
    };
    return [...(await only('found', 'clean')), ...(await only('clean', 'found'))];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
