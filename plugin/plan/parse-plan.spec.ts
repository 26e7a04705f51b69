/** The traps of the engine's plan: what must not be misread, and what must not be passed over. */
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwrap } from '../core/result';
import { disagreement } from './checked-lineage';
import { lineageOf } from './lineage';
import { JsonNode, parseEngineJson } from './parse/json';
import { parsePlan } from './parse-plan';
import type { PlanningCatalog } from './planning-catalog';
import type { Relation } from './relation';
import { EXAMPLE_DATASETS, exampleCatalog } from './testing/example-schema';

let catalog: PlanningCatalog;
beforeAll(async () => {
  catalog = await exampleCatalog();
});
afterAll(() => catalog.close());

const relationOf = async (sql: string): Promise<Relation> =>
  unwrap(parsePlan(unwrap(await catalog.planUnoptimized(sql))));

const outputsOf = (relation: Relation) => (relation.kind === 'project' ? relation.outputs : []);

describe('numbers', () => {
  test('integers that a double cannot hold stay exact', () => {
    expect(parseEngineJson('{"a":18446744073709551615,"b":[9007199254740993,-9007199254740993],"c":12}')).toEqual({
      a: '18446744073709551615',
      b: ['9007199254740993', '-9007199254740993'],
      c: 12,
    });
  });

  test('digits inside texts and fractions are left alone', () => {
    const text = '{"a":"x:9007199254740993,\\"9007199254740993","b":0.12345678901234567,"c":1.5e300}';
    expect(parseEngineJson(text)).toEqual(JSON.parse(text));
  });

  test('what JSON has no number for is a text', () => {
    expect(parseEngineJson('[NaN,-Infinity,"NaN"]')).toEqual(['NaN', '-Infinity', 'NaN']);
  });

  test('constants keep their value', async () => {
    const plan = unwrap(
      await catalog.planOptimized(
        `select 9007199254740993 a, 1.50::decimal(9,2) b, -0.05 c, 'it''s' d, null::date e, true f, 'nan'::double g`,
      ),
    );
    expect(outputsOf(unwrap(parsePlan(plan)))).toEqual([
      { kind: 'constant', type: 'BIGINT', text: '9007199254740993' },
      { kind: 'constant', type: 'DECIMAL(9,2)', text: '1.50' },
      { kind: 'constant', type: 'DECIMAL(3,2)', text: '-0.05' },
      { kind: 'constant', type: 'VARCHAR', text: `'it''s'` },
      { kind: 'constant', type: 'DATE', text: null },
      { kind: 'constant', type: 'BOOLEAN', text: 'true' },
      { kind: 'constant', type: 'DOUBLE', text: 'NaN' },
    ]);
  });
});

describe('expressions', () => {
  test('the inside of a lambda does not refer to the input', async () => {
    const [output] = outputsOf(
      await relationOf('select bstart, list_transform([bstart], lambda e: e + bend) l from refs'),
    ).slice(1);
    expect(output).toMatchObject({
      kind: 'function',
      name: 'list_transform',
      args: [{ kind: 'function' }, { kind: 'column', index: 1 }],
      lambda: { kind: 'function', name: '+', args: [{ kind: 'column', index: 0 }, expect.anything()] },
    });
  });

  test('windows have their frame, default only where none is written', async () => {
    const relation = await relationOf(
      `select lag(name, 2, 'x') over (order by bstart) a,
         sum(bend) over (partition by file_id order by bstart desc rows between 3 preceding and current row exclude ties) b
       from refs`,
    );
    const windows = relation.kind === 'project' && relation.input.kind === 'window' ? relation.input.windows : [];
    expect(windows).toMatchObject([
      { kind: 'window', name: 'lag', frame: 'default', bounds: [expect.anything(), expect.anything()] },
      {
        kind: 'window',
        name: 'sum',
        frame: 'EXPR_PRECEDING_ROWS CURRENT_ROW_ROWS EXCLUDE TIES',
        orderBy: [{ direction: 'desc', nulls: 'last' }],
        partitionBy: [{ kind: 'column' }],
      },
    ]);
  });

  test('types are written as DuckDB writes them', async () => {
    const outputs = outputsOf(
      await relationOf(
        `select file_id::decimal(10,2) a, [name] b, ctx::struct("kind" varchar, "depth" bigint) c,
           name::json d, [name]::varchar[1] e, map {name: 1} f, name::enum('x', 'y''z') g, name::timestamptz h from refs`,
      ),
    );
    expect(outputs.map((output) => (output.kind === 'cast' ? output.to : 'type' in output ? output.type : ''))).toEqual(
      [
        'DECIMAL(10,2)',
        'VARCHAR[]',
        'STRUCT("kind" VARCHAR, "depth" BIGINT)',
        'JSON',
        'VARCHAR[1]',
        'MAP(VARCHAR, INTEGER)',
        `ENUM('x', 'y''z')`,
        'TIMESTAMP WITH TIME ZONE',
      ],
    );
  });
});

describe('operators', () => {
  test('a limit has the keys of the order it cuts', async () => {
    const relation = await relationOf('select path from files order by sha desc nulls first limit 5 offset 2');
    expect(relation).toMatchObject({
      kind: 'project',
      input: { kind: 'limit', text: 'limit 5 offset 2', keys: [{ direction: 'desc', nulls: 'first' }] },
    });
  });

  test('VALUES that calls a function does not hide it', async () => {
    const { functions } = lineageOf(await relationOf('select * from (values (1), (random())) v(x)'));
    expect(functions).toContainEqual({ kind: 'scalar', name: 'random' });
  });

  test('USING KEY has its key columns', async () => {
    const relation = await relationOf(
      'with recursive r(a, b, c) using key (c, a) as (select src, dst, kind from edges union select a, b, c from r) from r',
    );
    expect(relation).toMatchObject({ kind: 'cte', definition: { kind: 'recursive', key: [2, 0] } });
  });

  test.each([
    ['duckdb_tables()', 'from duckdb_tables()'],
    ['a LIMIT that is computed', 'select * from files limit (select 3)'],
  ])('%s has no rule and is no silence', async (_, sql) => {
    const parsed = parsePlan(unwrap(await catalog.planUnoptimized(sql)), { view: 'v' });
    expect(parsed.ok ? [] : parsed.diagnostics.map((d) => d.code)).toEqual(['CPG_PLAN_UNSUPPORTED']);
  });

  test('an operator of a later engine is named in the diagnostic', () => {
    const parsed = parsePlan(JsonNode.of({ type: 'LOGICAL_TELEPORT', children: [] }), { view: 'v' });
    expect(parsed.ok ? '' : parsed.diagnostics[0]?.message).toBe("view 'v' uses 'TELEPORT', which has no lineage rule");
  });
});

test('a delim join that the optimizer turned round reads the same columns', async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  for (const name of ['files', 'refs']) {
    const columns = EXAMPLE_DATASETS[name] ?? [];
    await connection.run(`create table ${name} (${columns.map((c) => `${c.name} ${c.type}`).join(', ')})`);
  }
  await connection.run(`insert into files select i, 'p' || i, 'l', 's' from range(10000) t(i)`);
  await connection.run(`insert into refs select i, i, i, i, 'n', {'kind': 'k', 'depth': 1} from range(10) t(i)`);
  await connection.run(`set disabled_optimizers = 'deliminator,statistics_propagation'`);
  const sql =
    'select r.name from refs r where exists (from files f where r.file_id = f.file_id and r.bstart < f.file_id)';
  const [[text] = []] = (
    await connection.runAndReadAll('select json_serialize_plan($1::varchar, optimize := true)', [sql])
  ).getRows();
  instance.closeSync();
  expect(String(text)).toContain('"delim_flipped":true');
  const flipped = lineageOf(
    unwrap(parsePlan(JsonNode.of(JsonNode.of(parseEngineJson(String(text))).list('plans')[0]))),
  );
  const bound = lineageOf(await relationOf(sql));
  expect(flipped.outputs).toEqual(bound.outputs);
  expect(disagreement('v', bound, flipped)).toEqual([]);
  expect(disagreement('v', flipped, bound)).toEqual([]);
});
