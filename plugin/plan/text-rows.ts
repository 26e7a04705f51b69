/** A query's rows as texts. */
import type { DuckDBConnection } from '@duckdb/node-api';

/** Rows as texts; NULL is undefined. */
export async function textRows(
  connection: DuckDBConnection,
  sql: string,
  ...values: readonly string[]
): Promise<readonly (readonly (string | undefined)[])[]> {
  const reader = await connection.runAndReadAll(sql, [...values]);
  return reader.getRows().map((row) => row.map((value) => (value === null ? undefined : String(value))));
}
