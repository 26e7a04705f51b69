/** Column digests: equal exactly when the values are, one column at a time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readParquetContent } from './column-digests';
import { literal, quoted } from './sql-text';

const directory = mkdtempSync(join(tmpdir(), 'cpg-digests-'));
const instances: DuckDBInstance[] = [];
let single: DuckDBConnection;
let double: DuckDBConnection;

beforeAll(async () => {
  const connect = async (threads: string) => {
    const instance = await DuckDBInstance.create(':memory:', { threads });
    instances.push(instance);
    return instance.connect();
  };
  [single, double] = [await connect('1'), await connect('2')];
});
afterAll(() => {
  for (const instance of instances) instance.closeSync();
  rmSync(directory, { recursive: true });
});

let files = 0;
/** Digest of every column of the rows that `sql` yields in order of its column `n`. */
async function digests(sql: string, connection = single, types: Readonly<Record<string, string>> = {}) {
  const file = join(directory, `${files++}.parquet`);
  const options = 'FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048';
  await connection.run(`COPY (SELECT * FROM (${sql}) ORDER BY n) TO ${literal(file)} (${options})`);
  const content = await readParquetContent(file, 'v1', types);
  return { ...content, digests: Object.fromEntries(Object.entries(content.columns).map(([c, d]) => [c, d.digest])) };
}

/** Values per column, as SQL; few enough that collisions are tried often. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  words: ['NULL', "''", "'a'", "'b'", "'NULL'", "'a longer text'"],
  numbers: ['NULL', '0', '1', '-1', '9223372036854775807'],
  flags: ['NULL', 'true', 'false'],
  ids: ['NULL', "md5('1')::uuid", "md5('2')::uuid", "'00000000-0000-0000-0000-000000000000'::uuid"],
  lists: ['NULL', '[]::varchar[]', '[NULL]::varchar[]', "['a']", "['a', 'b']", "['']"],
  structs: ['NULL', "{'x': 1, 'y': 'a'}", "{'x': NULL::int, 'y': 'a'}", "{'x': 1, 'y': NULL::varchar}"],
};
const names = Object.keys(COLUMNS);
const TYPES: Readonly<Record<string, string>> = {
  words: 'varchar',
  numbers: 'bigint',
  flags: 'boolean',
  ids: 'uuid',
  lists: 'varchar[]',
  structs: 'struct(x int, y varchar)',
};

type Row = readonly number[];
/** Indices into the values of each column. */
const rowArbitrary: fc.Arbitrary<Row> = fc.tuple(...names.map((n) => fc.nat((COLUMNS[n]?.length ?? 1) - 1)));

const sqlValue = (name: string, index: number) => COLUMNS[name]?.[index] ?? 'NULL';
function sqlOf(rows: readonly Row[]): string {
  const typed = names.map((name) => `${quoted(name)}::${TYPES[name]} AS ${quoted(name)}`).join(', ');
  const values = rows.map((row, n) => `(${n}, ${names.map((name, i) => sqlValue(name, row[i] ?? 0)).join(', ')})`);
  return `SELECT n, ${typed} FROM (VALUES ${values.join(', ')}) t(n, ${names.join(', ')})`;
}

const seed = Number(process.env.CPG_TEST_SEED ?? Date.now() % 1_000_000_007);
const property = { seed, numRuns: 60, verbose: 1 } as const;

describe(`column digests (seed ${seed})`, () => {
  it('differ in exactly the columns in which two tables of the same length differ', async () => {
    const pair = fc
      .array(rowArbitrary, { minLength: 1, maxLength: 40 })
      .chain((rows) =>
        fc.tuple(fc.constant(rows), fc.array(rowArbitrary, { minLength: rows.length, maxLength: rows.length })),
      );
    await fc.assert(
      fc.asyncProperty(pair, fc.subarray(names), async ([left, other], changing) => {
        const right = left.map((row, i) =>
          row.map((v, c) => (changing.includes(names[c] ?? '') ? (other[i]?.[c] ?? v) : v)),
        );
        const [a, b] = [await digests(sqlOf(left)), await digests(sqlOf(right), double)];
        const differs = names.filter((_, c) => left.some((row, i) => row[c] !== right[i]?.[c]));
        expect(names.filter((name) => a.digests[name] !== b.digests[name])).toEqual(differs);
        expect(a.digests.n).toBe(b.digests.n);
      }),
      property,
    );
  });

  it('see one value among many row groups change, and two values swap', async () => {
    const rows = (word: string) => `SELECT i AS n, ${word} AS word, i % 7 AS rest FROM range(20000) t(i)`;
    const plain = await digests(rows("'w' || i"));
    const one = await digests(rows("CASE i WHEN 15000 THEN 'other' ELSE 'w' || i END"));
    const swapped = await digests(rows("'w' || CASE i WHEN 3 THEN 15000 WHEN 15000 THEN 3 ELSE i END"));
    for (const changed of [one, swapped]) {
      expect(changed.digests.word).not.toBe(plain.digests.word);
      expect(changed.digests.rest).toBe(plain.digests.rest);
      expect(changed.digests.n).toBe(plain.digests.n);
    }
    expect(one.digests.word).not.toBe(swapped.digests.word);
  });

  it('do not depend on the number of threads', async () => {
    const sql = `SELECT i AS n, 'w' || (i * 7919 % 30011) AS word, md5('x' || i)::uuid AS id FROM range(60000) t(i) ORDER BY hash(i)`;
    const [a, b] = [await digests(sql, single), await digests(sql, double)];
    expect(b).toEqual(a);
  });

  it('do not depend on the other columns', async () => {
    const wide = await digests(`SELECT i AS n, i % 100 AS a, repeat('x', 1000) || i AS big FROM range(5000) t(i)`);
    const narrow = await digests('SELECT i AS n, i % 100 AS a FROM range(5000) t(i)');
    expect(wide.digests).toMatchObject(narrow.digests);
  });

  it('know a type by its name where the stored bytes are the same', async () => {
    const sql = "SELECT 1 AS n, 'a' AS word";
    const types = { word: 'VARCHAR' };
    const [text, json] = [await digests(sql, single, types), await digests(sql, single, { word: 'JSON' })];
    expect(text.digests.word).not.toBe(json.digests.word);
    expect(text.digests.n).toBe(json.digests.n);
  });

  it('exist for a table without rows, and count its NULLs as none', async () => {
    const none = await digests("SELECT 1 AS n, 'a' AS word WHERE false");
    expect(none).toMatchObject({ rows: 0, columns: { word: { nulls: 0 } } });
  });

  it('come with the number of NULLs', async () => {
    const some = await digests('SELECT i AS n, nullif(i % 3, 0) AS third FROM range(9000) t(i)');
    expect(some).toMatchObject({ rows: 9000, columns: { n: { nulls: 0 }, third: { nulls: 3000 } } });
  });
});
