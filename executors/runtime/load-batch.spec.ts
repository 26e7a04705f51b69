import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ColumnType } from '../../plugin/schema/column';
import type { Cell } from '../extract/evidence/column-source';
import { recordBatchOf } from '../extract/evidence/record-batch';
import { columnBuilder } from '../extract/evidence/table-builder';
import { registerBatchScan } from './batch-scan';
import { createTable } from './load-batch';

let connection: DuckDBConnection;
beforeEach(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  registerBatchScan(connection);
});

interface Values {
  readonly type: ColumnType;
  readonly nullable?: boolean;
  readonly values: readonly Cell[];
}

/** Loads the columns and reads them back as DuckDB sees them. */
async function roundTrip(table: string, given: Readonly<Record<string, Values>>) {
  const columns = Object.entries(given).map(([name, { type, nullable = true }]) => ({ name, type, nullable }));
  const data = Object.entries(given).map(([name, { type, nullable = true, values }]) => {
    const builder = columnBuilder(table, { name, type, nullable });
    for (const value of values) builder.push(value);
    return builder.finish();
  });
  const load = await createTable(connection, table, columns);
  await load(recordBatchOf({ dataset: table, columns, rows: data[0]?.length ?? 0, data }));
  return (await connection.runAndReadAll(`SELECT * FROM "${table}"`)).getColumnsObjectJson();
}

const uuid = (last: number) => Uint8Array.from({ length: 16 }, (_, i) => (i === 15 ? last : i === 0 ? 0xf0 : i));

describe('what createTable returns', () => {
  test('keeps every type, NULLs, empty strings and NUL characters', async () => {
    const columns = await roundTrip('t', {
      text: {
        type: 'VARCHAR',
        values: ['', null, 'a\0b', 'twelve bytes', 'thirteen byte', 'é😀', 'long enough\0 to be outside'],
      },
      big: { type: 'BIGINT', values: [0, -1, null, 2 ** 40, -(2 ** 40), Number.MAX_SAFE_INTEGER, 2 ** 31] },
      int: { type: 'INTEGER', values: [0, -1, null, 2 ** 31 - 1, -(2 ** 31), 7, 8] },
      flag: { type: 'BOOLEAN', values: [true, false, null, true, true, false, true] },
      id: { type: 'UUID', values: [uuid(0), null, uuid(2), uuid(3), uuid(4), uuid(5), uuid(255)] },
      list: {
        type: 'VARCHAR[]',
        values: [[], null, ['a'], ['', 'thirteen bytes and more'], [], ['x', 'y', 'z'], ['é']],
      },
    });
    expect(columns).toEqual({
      text: ['', null, 'a\0b', 'twelve bytes', 'thirteen byte', 'é😀', 'long enough\0 to be outside'],
      big: ['0', '-1', null, '1099511627776', '-1099511627776', '9007199254740991', '2147483648'],
      int: [0, -1, null, 2147483647, -2147483648, 7, 8],
      flag: [true, false, null, true, true, false, true],
      id: [
        'f0010203-0405-0607-0809-0a0b0c0d0e00',
        null,
        'f0010203-0405-0607-0809-0a0b0c0d0e02',
        'f0010203-0405-0607-0809-0a0b0c0d0e03',
        'f0010203-0405-0607-0809-0a0b0c0d0e04',
        'f0010203-0405-0607-0809-0a0b0c0d0e05',
        'f0010203-0405-0607-0809-0a0b0c0d0eff',
      ],
      list: [[], null, ['a'], ['', 'thirteen bytes and more'], [], ['x', 'y', 'z'], ['é']],
    });
  });

  test('keeps the order of rows over many chunks, with NULLs and runs of equal strings across their borders', async () => {
    const text = Array.from({ length: 10_000 }, (_, i) =>
      i % 7 === 0 ? null : `packages/directory/file-${i >> 10}.ts`,
    );
    const flag = text.map((_, i) => i % 3 === 0);
    const list = text.map((_, i) => (i % 5 === 0 ? null : [`item ${i}`, 'a string of more than twelve bytes']));
    const columns = await roundTrip('many', {
      text: { type: 'VARCHAR', values: text },
      flag: { type: 'BOOLEAN', values: flag },
      list: { type: 'VARCHAR[]', values: list },
    });
    expect(columns).toEqual({ text, flag, list });
  });

  test('appends to what is there, and an empty batch appends nothing', async () => {
    const columns = [{ name: 'a', type: 'INTEGER', nullable: false }];
    const load = await createTable(connection, 'twice', columns);
    for (const values of [[1, 2], [], [3]]) {
      const builder = columnBuilder('twice', { name: 'a', type: 'INTEGER', nullable: false });
      for (const value of values) builder.push(value);
      const table = { dataset: 'twice', columns, rows: values.length, data: [builder.finish()] };
      await load(recordBatchOf(table));
    }
    expect((await connection.runAndReadAll('SELECT * FROM twice')).getColumnsJson()).toEqual([[1, 2, 3]]);
  });

  test('stores strings that DuckDB finds, groups and sorts like its own', async () => {
    await roundTrip('words', {
      word: { type: 'VARCHAR', values: ['b', 'a', 'thirteen bytes', 'thirteen bytes', 'b'] },
    });
    const found = await connection.runAndReadAll(
      `SELECT word, count(*)::INTEGER AS n FROM words WHERE word >= 'b' OR word = 'a' GROUP BY word ORDER BY word`,
    );
    expect(found.getRowsJson()).toEqual([
      ['a', 1],
      ['b', 2],
      ['thirteen bytes', 2],
    ]);
  });

  test('any text arrives as it was', async () => {
    let table = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.string({ unit: 'binary', maxLength: 30 }))), async (values) => {
        const columns = await roundTrip(`any${table++}`, { text: { type: 'VARCHAR', values } });
        expect(columns).toEqual({ text: values });
      }),
      { numRuns: 60 },
    );
  });
});
