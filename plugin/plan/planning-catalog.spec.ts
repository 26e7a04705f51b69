/** What the planning catalog accepts, and what it says of what it does not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwrap } from '../core/result';
import { createPlanningCatalog, type PlanningCatalog } from './planning-catalog';
import { exampleCatalog } from './testing/example-schema';

let catalog: PlanningCatalog;
beforeAll(async () => {
  catalog = await exampleCatalog();
});
afterAll(() => catalog.close());

describe('rejects', () => {
  test.each([
    ['nothing', '', /there is none/],
    ['only a comment', '-- later', /there is none/],
    ['two statements', 'select 1; select 2', /one SELECT/],
    ['a CREATE TABLE', 'create table x as select 1', /one SELECT/],
    ['an INSERT', 'insert into edges values (1, 2, null)', /one SELECT/],
    ['EXPLAIN', 'explain select 1', /one SELECT/],
    ['a PIVOT whose columns depend on the rows', 'pivot refs on name using count(*)', /PIVOT lists its values/],
    ['a catalog question', 'describe files', /DESCRIBE/],
    ['a parameter', 'select $1::integer', /parameters/],
    ['a syntax error', 'select from from', /syntax error/],
    ['an unknown table', 'from nowhere', /nowhere does not exist/],
    ['an unknown column', 'select nothing from files', /"nothing" not found/],
    ['a file', `select * from read_parquet('x.parquet')`, /disabled by configuration/],
    ['a URL', `select * from 'https://example.org/x.parquet'`, /disabled|does not exist|extension/],
    ['an extension', 'select st_point(1, 2)', /does not exist|extension/],
  ])('%s', async (_, sql, words) => {
    const planned = await catalog.planUnoptimized(sql, 'v');
    const diagnostics = planned.ok ? [] : planned.diagnostics;
    expect(diagnostics.map((d) => d.code)).toEqual(['CPG_SQL_INVALID']);
    expect(diagnostics[0]?.message).toMatch(/^view 'v' cannot be planned: /);
    expect(diagnostics[0]?.message).toMatch(words);
  });
});

test('output columns have the names and types of the query', async () => {
  const sql = `select file_id, sum(bend) total, list(name) "all names", {'x': 1} s, 1.5 d from refs group by 1`;
  expect(unwrap(await catalog.outputColumns(sql))).toEqual([
    { name: 'file_id', type: 'BIGINT' },
    { name: 'total', type: 'HUGEINT' },
    { name: 'all names', type: 'VARCHAR[]' },
    { name: 's', type: 'STRUCT(x INTEGER)' },
    { name: 'd', type: 'DECIMAL(2,1)' },
  ]);
});

test('a view becomes a dataset by the columns it puts out', async () => {
  const columns = unwrap(await catalog.outputColumns('select ctx, decorators from refs join defs using (name)'));
  unwrap(
    await catalog.addDataset(
      'odd "name"',
      columns.map((column) => ({ ...column, nullable: false })),
    ),
  );
  const again = unwrap(await catalog.outputColumns('from "odd ""name"""'));
  expect(again).toEqual(columns);
});

test('a dataset whose column has no type is a diagnostic', async () => {
  const added = await catalog.addDataset('broken', [{ name: 'a', type: 'TEXTT', nullable: true }]);
  expect(added.ok ? [] : added.diagnostics.map((d) => d.code)).toEqual(['CPG_SQL_INVALID']);
});

test('macros are found through macros, function names too', async () => {
  const own = await createPlanningCatalog();
  unwrap(await own.addMacro('create macro inner_of(x) as lower(x)'));
  unwrap(await own.addMacro('CREATE OR REPLACE MACRO outer_of(x) AS inner_of(trim(x))'));
  unwrap(await own.addMacro('create macro rows_of(n) as table select outer_of(n) a'));
  const called = await own.functionsCalled(`select A from Rows_Of('b'), range(3)`);
  expect(called.macros.map((macro) => macro.name)).toEqual(['inner_of', 'outer_of', 'rows_of']);
  expect(called.names).toEqual(['inner_of', 'lower', 'outer_of', 'range', 'rows_of', 'trim']);
  expect(await own.macrosUsed('select lower(1::varchar)')).toEqual([]);
  own.close();
});

test('a macro that calls what does not exist is found when it is used', async () => {
  const own = await createPlanningCatalog();
  const added = await own.addMacro('create macro broken(x) as no_such_function(x)');
  const used = await own.planUnoptimized('select broken(1)');
  expect(added.ok && used.ok).toBe(false);
  own.close();
});

test('stability is that of the least stable overload', async () => {
  const stability = await catalog.functionStability(['lower', 'random', 'now', 'sum', '+', 'no_such_function']);
  expect(Object.fromEntries(stability)).toEqual({
    lower: 'CONSISTENT',
    random: 'VOLATILE',
    now: 'CONSISTENT_WITHIN_QUERY',
    sum: 'CONSISTENT',
    '+': 'CONSISTENT',
  });
});

test('the engine tells its version', () => {
  expect(catalog.engineVersion()).toMatch(/^v1\.\d+\.\d+/);
});
