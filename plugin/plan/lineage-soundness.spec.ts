/** `required` against the truth: a column that is not in it can be filled with anything. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../core/result';
import { buildPlanBundle } from './plan-bundle';
import { createPlanningCatalog, type PlanningCatalog } from './planning-catalog';
import { RANDOM_COLUMNS, RANDOM_TABLES, randomQuery, randomRows } from './testing/random-query';

let catalog: PlanningCatalog;
let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  catalog = await createPlanningCatalog();
  const columns = RANDOM_COLUMNS.map((name) => ({ name, type: 'INTEGER', nullable: true }));
  for (const table of RANDOM_TABLES) unwrap(await catalog.addDataset(table, columns));
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
});
afterAll(() => {
  catalog.close();
  instance.closeSync();
});

type Rows = readonly (readonly (number | null)[])[];

async function fill(table: string, rows: Rows): Promise<void> {
  const columns = RANDOM_COLUMNS.map((name) => `${name} integer`).join(', ');
  const values = rows.map((row) => `(${row.map((value) => value ?? 'null').join(', ')})`).join(', ');
  await connection.run(`create or replace table ${table} (${columns})`);
  await connection.run(`insert into ${table} values ${values}`);
}

async function result(sql: string): Promise<readonly string[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader
    .getRowsJson()
    .map((row) => JSON.stringify(row))
    .sort();
}

/** The seed of a failure is in its message; `CPG_SEED` repeats it. */
const seed = Number(process.env.CPG_SEED ?? Date.now() % 2 ** 31);

test(`a column outside of required changes no result (seed ${seed})`, { timeout: 120_000 }, async () => {
  let free = 0;
  const arbitraryCase = fc.record({
    sql: randomQuery(3),
    rows: fc.tuple(randomRows, randomRows, randomRows),
    others: fc.array(fc.option(fc.integer({ min: 0, max: 4 })), { minLength: 7, maxLength: 7 }),
  });
  await fc.assert(
    fc.asyncProperty(arbitraryCase, async ({ sql, rows, others }) => {
      // There are correlated subqueries that the engine itself cannot run.
      fc.pre((await catalog.planUnoptimized(sql)).ok);
      const { required } = unwrap(await buildPlanBundle(catalog, 'v', sql)).lineage;
      for (const [i, table] of RANDOM_TABLES.entries()) await fill(table, rows[i] ?? []);
      const before = await result(sql);
      for (const [i, table] of RANDOM_TABLES.entries()) {
        const changed = (rows[i] ?? []).map((row, r) =>
          row.map((value, c) =>
            required.get(table)?.has(RANDOM_COLUMNS[c] ?? '') ? value : (others[(r + c) % 7] ?? null),
          ),
        );
        free += RANDOM_COLUMNS.length - (required.get(table)?.size ?? 0);
        await fill(table, changed);
      }
      expect(await result(sql), sql).toEqual(before);
      // A dataset that is not read at all may lose its rows, too.
      for (const table of RANDOM_TABLES.filter((name) => !required.has(name)))
        await connection.run(`truncate ${table}`);
      expect(await result(sql), sql).toEqual(before);
    }),
    { seed, numRuns: 150 },
  );
  // Or else the property says nothing.
  expect(free).toBeGreaterThan(100);
});
