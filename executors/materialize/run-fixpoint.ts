/** A recursion run round by round over temporary tables of a connection. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { InvariantViolation } from '../../plugin/core/invariant';
import type { ManifestView } from '../../plugin/manifest/manifest-schema';
import { allowFixpoint } from '../runtime/engine';
import { quoted } from '../runtime/sql-text';

export type Fixpoint = NonNullable<ManifestView['fixpoint']>;

/** More rounds than any data needs; a view without a bound of its own would go on until the memory is full. */
const MAX_ROUNDS = 10_000;

/**
 * Leaves the tables that `result` of the fixpoint reads. The rows are those of the recursion as one statement: both add in
 * every round what the step makes of the rows of the last one and is not there yet.
 */
export async function runFixpoint(connection: DuckDBConnection, fixpoint: Fixpoint): Promise<void> {
  const { name, tables, anchor, step } = fixpoint;
  const columns = fixpoint.columns.map(quoted).join(', ');
  const rows = (select: string) => `SELECT * FROM (${select}) AS t(${columns})`;
  const [all, last, next] = [name, fixpoint.last, `${name} next round`].map(quoted);
  await allowFixpoint(connection);
  for (const table of tables) await connection.run(`CREATE TEMP TABLE ${quoted(table.name)} AS ${table.sql}`);
  await connection.run(`CREATE TEMP TABLE ${all} AS SELECT DISTINCT * FROM (${rows(anchor)})`);
  await connection.run(`CREATE TEMP TABLE ${last} AS FROM ${all}`);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const added = await connection.run(`CREATE OR REPLACE TEMP TABLE ${next} AS ${rows(step)}`);
    if (Number((await added.getRowsJson())[0]?.[0] ?? 0) === 0) return;
    await connection.run(`INSERT INTO ${all} FROM ${next}`);
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${last} AS FROM ${next}`);
  }
  throw new InvariantViolation(`the recursion '${name}' did not end after ${MAX_ROUNDS} rounds`);
}
