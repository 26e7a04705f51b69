import { afterAll, beforeAll, expect, test } from 'vitest';
import { semanticTypesOf } from './semantic-types';
import { createSampleCatalog, SAMPLE_COLUMNS, type SampleCatalog } from './testing/sample-catalog';

let sample: SampleCatalog;
beforeAll(async () => {
  sample = await createSampleCatalog();
});
afterAll(() => sample.catalog.close());

const typesOf = async (sql: string) => semanticTypesOf(await sample.plan(sql), (name) => SAMPLE_COLUMNS[name] ?? []);

const TYPES: readonly (readonly [claim: string, sql: string, types: readonly (string | null)[]])[] = [
  [
    'a column passed on keeps its type, whatever its name',
    'select path as p, bstart as name from refs',
    ['path', 'span_start'],
  ],
  ['a name says nothing', 'select name as path, k as bstart from refs', [null, null]],
  [
    'casts that keep the value',
    'select file_id::varchar::uuid, bstart::integer, bend::varchar from refs',
    ['file_id', 'span_start', 'span_end'],
  ],
  ['casts that do not', 'select bstart::double, bstart::boolean, path::blob from refs', [null, null, null]],
  ['arithmetic', "select bstart + 1, path || '' from refs", [null, null]],
  ['min and max', 'select min(path), max(bstart) from refs', ['path', 'span_start']],
  [
    'arg_min and arg_max, of the first argument',
    'select arg_min(path, bstart), arg_max(bend, path) from refs',
    ['path', 'span_end'],
  ],
  ['other aggregates', 'select count(path), sum(bstart), list(path) from refs', [null, null, null]],
  ['the three greatest', 'select max(path, 3) from refs', [null]],
  [
    'lag and lead',
    'select lag(path) over (order by bstart), lead(bend) over (order by bstart) from refs',
    ['path', 'span_end'],
  ],
  ['first_value', 'select first_value(path) over (order by bstart) from refs', ['path']],
  ['row numbers', 'select row_number() over (order by bstart) from refs', [null]],
  ['unnest', 'select unnest(tags) from refs', ['qname']],
  ['unnest of a lateral join', 'select u.t from refs r, unnest(r.tags) u(t)', ['qname']],
  ['a USING key', 'select path from refs join defs using (path)', ['path']],
  ['a USING key of a full join', 'select path from refs full join defs using (path)', ['path']],
  ['branches that share a type', 'select path from refs union all select path from symbols', ['path']],
  ['NULL is neutral', 'select path from refs union all select null', ['path']],
  [
    'CASE and COALESCE',
    'select case when k = 1 then path end, coalesce(null, path), coalesce(symbol, symbol) from defs',
    ['path', 'path', 'symbol'],
  ],
  ['only NULL', 'select null from refs', [null]],
  [
    'a correlated subquery',
    'select (select max(d.bstart) from defs d where d.path = r.path) from refs r',
    ['span_start'],
  ],
  ['a CTE', 'with c as materialized (select path p from refs) select a.p from c a join c b using (p)', ['path']],
  [
    'recursion takes the type of its anchor',
    'with recursive t as (select path, bstart from refs union select t.path, d.bstart from t join defs d using (path)) from t',
    ['path', 'span_start'],
  ],
];

test.each(TYPES)('%s', async (_claim, sql, types) => {
  expect(await typesOf(sql)).toMatchObject({ types, conflicts: [] });
});

test('branches of different types have none, and a conflict', async () => {
  const { types, conflicts } = await typesOf('select path, bstart from refs union all select symbol, k from defs');
  expect(types).toEqual([null, null]);
  expect(conflicts).toEqual([
    { index: 0, types: ['path', 'symbol'] },
    { index: 1, types: ['none', 'span_start'] },
  ]);
});

test('a recursion that computes a column loses its type, with a conflict', async () => {
  const { types, conflicts } = await typesOf(
    'with recursive t as (select path, bstart from refs union all select path, bstart + 1 from t where bstart < 9) from t',
  );
  expect(types).toEqual(['path', null]);
  expect(conflicts).toEqual([{ index: 1, types: ['none', 'span_start'] }]);
});

const NULLABLE: readonly (readonly [claim: string, sql: string, nullable: readonly boolean[]])[] = [
  ['as declared', 'select path, k from refs', [false, true]],
  [
    'the optional side of a left join',
    'select r.path, d.path from refs r left join defs d on r.path = d.path',
    [false, true],
  ],
  ['both sides of a full join', 'select r.path, d.path from refs r full join defs d on r.path = d.path', [true, true]],
  ['the USING key of a full join', 'select path from refs r full join defs d using (path)', [false]],
  ['a comparison rejects NULL', 'select k, symbol from defs where k > 1', [false, true]],
  ['so does a join key', 'select r.k from refs r join defs d on r.k = d.k', [false]],
  ['but not IS NOT DISTINCT FROM', 'select r.k from refs r join defs d on r.k is not distinct from d.k', [true]],
  ['the maximum of a group', 'select max(path), max(k), count(*) from refs group by name', [false, true, false]],
  ['the maximum of possibly nothing', 'select max(path), count(*) from refs', [true, false]],
  ['a filtered maximum', 'select max(path) filter (where k = 1) from refs group by name', [true]],
  [
    'a group that a grouping set leaves out',
    'select path, name from refs group by grouping sets ((path, name), (path))',
    [false, true],
  ],
  [
    'an id of NOT NULL parts',
    "select cpg_id('x', path, bstart, bend), cpg_id('x', path, bstart, k) from refs",
    [false, true],
  ],
  ['division may make a NULL', 'select bstart // bend from refs', [true]],
  ['TRY_CAST may make a NULL', 'select try_cast(path as uuid) from refs', [true]],
  ['a neighbour may be missing', 'select lag(path) over (order by bstart) from refs', [true]],
];

test.each(NULLABLE)('nullable: %s', async (_claim, sql, nullable) => {
  expect((await typesOf(sql)).nullable).toEqual(nullable);
});
