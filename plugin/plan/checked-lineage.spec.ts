/** Lineage against expectations worked out by hand, over tables and over Parquet. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwrap } from '../core/result';
import { checkedLineage, disagreement } from './checked-lineage';
import { lineageOf } from './lineage';
import { PLANNING_OPTIMIZERS } from './optimizers';
import { JsonNode, parseEngineJson } from './parse/json';
import { parsePlan } from './parse-plan';
import type { PlanningCatalog } from './planning-catalog';
import { EXAMPLE_DATASETS, EXAMPLE_MACROS, exampleCatalog } from './testing/example-schema';
import { describeLineage, lineageCases } from './testing/lineage-cases';

let catalog: PlanningCatalog;
beforeAll(async () => {
  catalog = await exampleCatalog();
});
afterAll(() => catalog.close());

const cases = lineageCases();

test('the fixture is read whole', () => {
  expect(cases.length).toBeGreaterThan(70);
});

describe('over empty tables', () => {
  test.each(cases.map((c) => [c.title, c] as const))('%s', async (_, { sql, expected }) => {
    const { lineage } = unwrap(await checkedLineage(catalog, sql));
    const names = unwrap(await catalog.outputColumns(sql)).map((column) => column.name);
    expect(describeLineage(lineage, names)).toEqual(expected);
  });
});

describe.each([
  ['empty', 0],
  ['filled', 500],
])('over %s Parquet files', (_, rows) => {
  const folder = mkdtempSync(join(tmpdir(), 'cpg-lineage-'));
  let instance: DuckDBInstance;
  let plan: (sql: string, optimize: boolean) => Promise<JsonNode>;

  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:', { threads: '1', temp_directory: folder });
    const connection = await instance.connect();
    for (const [name, columns] of Object.entries(EXAMPLE_DATASETS)) {
      const values = columns.map((c) => `(${exampleValue(c.type)})::${c.type} as ${c.name}`);
      const file = join(folder, `${name}.parquet`);
      await connection.run(`copy (select ${values.join(', ')} from range(${rows}) t(i)) to '${file}' (format parquet)`);
      await connection.run(`create view ${name} as select * from read_parquet('${file}')`);
    }
    for (const macro of EXAMPLE_MACROS) await connection.run(macro);
    const known = (await connection.runAndReadAll('select name from duckdb_optimizers()')).getRows().map(String);
    const enabled: readonly string[] = PLANNING_OPTIMIZERS;
    await connection.run(`set disabled_optimizers = '${known.filter((o) => !enabled.includes(o)).join(',')}'`);
    plan = async (sql, optimize) => {
      const query = `select json_serialize_plan($1::varchar, optimize := ${optimize})`;
      const [[text] = []] = (await connection.runAndReadAll(query, [sql])).getRows();
      return JsonNode.of(JsonNode.of(parseEngineJson(String(text))).list('plans')[0]);
    };
  });
  afterAll(() => {
    instance.closeSync();
    rmSync(folder, { recursive: true });
  });

  const datasetOfFiles = ([file = '']: readonly string[]) => /(\w+)\.parquet$/.exec(file)?.[1];

  test.each(cases.map((c) => [c.title, c] as const))('%s', async (_, { sql, expected }) => {
    const bound = lineageOf(unwrap(parsePlan(await plan(sql, false), { datasetOfFiles })));
    const optimized = lineageOf(unwrap(parsePlan(await plan(sql, true), { datasetOfFiles })));
    const names = unwrap(await catalog.outputColumns(sql)).map((column) => column.name);
    expect(describeLineage(bound, names)).toEqual(expected);
    expect(disagreement('query', bound, optimized)).toEqual([]);
  });
});

test('Parquet files that are no dataset are not passed over', async () => {
  const get = {
    type: 'LOGICAL_GET',
    children: [],
    table_index: 0,
    name: 'read_parquet',
    names: ['a'],
    function_data: { files: ['/x.parquet'] },
    column_indexes: [{ index: 0 }],
  };
  const parsed = parsePlan(JsonNode.of(get));
  expect(parsed.ok ? [] : parsed.diagnostics.map((d) => d.code)).toEqual(['CPG_PLAN_UNSUPPORTED']);
});

/** A value of a column of the type, from the row number `i`. */
function exampleValue(type: string): string {
  switch (type) {
    case 'BIGINT':
      return 'i % 50';
    case 'VARCHAR':
      return `'v' || i % 20`;
    case 'STRUCT(kind VARCHAR, depth INTEGER)':
      return `{'kind': 'k' || i % 3, 'depth': i % 7}`;
    default:
      return `[{'n': 'd' || i % 5, 'args': ['x', 'v' || i % 20]}]`;
  }
}
