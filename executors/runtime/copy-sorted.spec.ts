import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../plugin/core/digest';
import { copySorted, type Source } from './copy-sorted';
import { createEngine, type Engine } from './engine';
import { readParquet } from './sql-text';

const directory = mkdtempSync(join(tmpdir(), 'copy-'));
const slots = { beside: <T>(work: () => Promise<T>) => work(), alone: <T>(work: () => Promise<T>) => work() };
let engine: Engine;
let connection: DuckDBConnection;
beforeAll(async () => {
  engine = await createEngine({ temporary: directory, macros: [] });
  connection = await engine.connect();
});
afterAll(() => {
  connection.closeSync();
  engine.close();
  rmSync(directory, { recursive: true });
});

const NUMBERS = 'SELECT (i * 7919) % 10007 AS n FROM range(10007) r(i)';

async function copied(source: Source, order: readonly string[], large: boolean) {
  const parquet = join(directory, 'out.parquet');
  const storage = { compression: 'zstd', compressionLevel: 1, rowGroupSize: 2048 };
  const spool = join(directory, 'spool.parquet');
  await copySorted({ connection, slots, source, order, storage, parquet, spool, large });
  const rows = await connection.runAndReadAll(`SELECT * FROM ${readParquet([parquet])}`);
  return { digest: sha256(readFileSync(parquet)), rows: rows.getRowsJson().map((row) => row.map(Number)) };
}

test('rows are sorted, and a way through a spool gives the same bytes', async () => {
  const direct = await copied({ sql: NUMBERS }, ['n'], false);
  expect(direct.rows.map(([n]) => n)).toEqual(Array.from({ length: 10_007 }, (_, i) => i));
  expect(await copied({ sql: NUMBERS }, ['n'], true)).toEqual(direct);
});

test('rows that are spread keep the order of those they come from, with and without a spool', async () => {
  const source = {
    sql: 'SELECT n, unnest(range(n % 3)) AS part FROM few',
    rows: { name: 'few', sql: NUMBERS },
  };
  const direct = await copied(source, ['n'], false);
  const parts = (n: number) => Array.from({ length: n % 3 }, (_, part) => [n, part]);
  expect(direct.rows).toEqual(Array.from({ length: 10_007 }, (_, n) => n).flatMap(parts));
  expect(await copied(source, ['n'], true)).toEqual(direct);
});

test('without an order, rows stay in that of the input', async () => {
  const { rows } = await copied({ sql: `SELECT n FROM (${NUMBERS}) WHERE n % 2 = 0` }, [], true);
  const numbers = Array.from({ length: 10_007 }, (_, i) => (i * 7919) % 10_007);
  expect(rows.map(([n]) => n)).toEqual(numbers.filter((n) => n % 2 === 0));
});
