import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Relation } from '../plan/relation';
import { determinismProblems } from './determinism';
import { namesProblems, type Stability } from './determinism/function-stability';
import { createSampleCatalog, SAMPLE_COLUMNS, type SampleCatalog } from './testing/sample-catalog';

let sample: SampleCatalog;
let stability: ReadonlyMap<string, Stability>;
beforeAll(async () => {
  sample = await createSampleCatalog();
  stability = await sample.catalog.functionStability(['random', 'now', 'error', 'md5', 'lower', '+', 'sleep_ms']);
});
afterAll(() => sample.catalog.close());

/** A row of `defs` is known by its path and start; nothing is known of the others. */
const problemsOf = async (sql: string) =>
  determinismProblems(
    await sample.plan(sql),
    (name) => stability.get(name),
    (name) => SAMPLE_COLUMNS[name] ?? [],
    (name) => (name === 'defs' ? [['path', 'bstart']] : []),
  );

const ACCEPTED: readonly (readonly [claim: string, sql: string])[] = [
  ['plain selects', 'select path, lower(name), bstart + 1 from refs where k > 1'],
  ['ids', "select cpg_id('ref', path, bstart, bend) from refs"],
  [
    'exact aggregates',
    'select name, count(*), sum(k), max(path), avg(k), median(weight), histogram(k) from refs group by name',
  ],
  ['sums of decimals', 'select sum(weight::decimal(18, 3)) from refs'],
  ['ranks', 'select name, rank() over (order by name), dense_rank() over (partition by k order by path) from refs'],
  ['sums of peers', 'select name, sum(k) over (partition by path order by name) from refs'],
  ['a total of the partition', 'select name, count(*) over (partition by path) from refs'],
  [
    'row numbers by all columns that are used',
    'select path, row_number() over (partition by path order by bstart) from refs',
  ],
  [
    'row numbers by a unique key',
    'select name, symbol, row_number() over (partition by path order by bstart) from defs',
  ],
  [
    'the best candidate of a join, by the keys of both sides',
    `select a.name, b.name, b.symbol from defs a join defs b on a.path = b.path and a.k = b.k
       qualify row_number() over (partition by a.path, a.bstart order by b.bend - b.bstart, b.bstart) = 1`,
  ],
  ['a neighbour by all columns that are used', 'select name, lag(bstart) over (order by name, bstart) from refs'],
  [
    'two neighbours in one order',
    'select name, lag(name) over (order by name), lead(name) over (order by name) from refs',
  ],
  ['the first of a window by itself', 'select k, first_value(name) over (partition by k order by name) from refs'],
  ['a limit by all columns of the output', 'select path, name from refs order by name, path limit 3'],
  ['a limit by a key that is not in the output', 'select name, symbol from defs order by path, bstart limit 3'],
  ['a limit of which only the row count is seen', 'select path from refs where exists (select 1 from symbols)'],
  [
    'EXISTS, IN and scalar subqueries',
    'select path from refs r where k in (select k from defs d where d.path = r.path) and k > (select max(k) from symbols)',
  ],
  ['a scalar subquery that may fail', 'select path, (select name from packages) from refs'],
  ['the one column DISTINCT ON keeps', 'select distinct on (path) path from refs'],
  ['DISTINCT ON with a total order', 'select distinct on (path) path, name from refs order by path, name'],
  [
    'lists in an order of their own',
    "select path, list(name order by name), string_agg(name, ',' order by name) from refs group by path",
  ],
  ['a list that is sorted', 'select path, list_sort(list(name)) as names from refs group by path having count(*) > 1'],
  ['lists by a unique key', 'select list(name order by path, bstart) from defs'],
  ['a list of equal values', "select path, list(path), any_value(path), list('x') from refs group by path"],
  [
    'the value with the greatest key, the key itself included',
    'select path, arg_max(name, (k, name)) from refs group by path',
  ],
  ['the value with the greatest unique key', 'select path, arg_max(name, bstart) from defs group by path'],
  ['an aggregate that nothing looks at', 'select path from (select path, any_value(name) from refs group by path)'],
  ['lateral unnest', 'select r.path, u.tag from refs r, unnest(r.tags) u(tag)'],
  [
    'a lateral limit',
    'select r.path, q.name from refs r, lateral (select name from defs d where d.path = r.path order by name limit 1) q',
  ],
  [
    'ASOF JOIN with one partner per key',
    'select r.name, d.symbol from refs r asof join defs d on r.path = d.path and r.bstart >= d.bstart',
  ],
  [
    'a bounded recursion',
    'with recursive t as (select path, 1 as n from refs union select path, n + 1 from t where n < 9) from t',
  ],
  ['a bound that is an error', "select case when count(*) > 100 then error('too many') else count(*) end from refs"],
  [
    'USING KEY over the whole row',
    'with recursive t(p) using key (p) as (select path from refs union select d.path from t join defs d on d.path = t.p) from t',
  ],
  ['series', 'select path, i from refs, range(3) s(i)'],
  ['ORDER BY without a limit', 'select path from refs order by name'],
];

const REJECTED: readonly (readonly [claim: string, sql: string, problem: RegExp])[] = [
  ['chance', 'select path, random() from refs', /random gives another value with every call/],
  [
    'the clock',
    "select path from refs where now() > timestamptz '2020-01-01'",
    /now depends on the time of day|current_timestamp/,
  ],
  ['volatile functions', 'select sleep_ms(1) from refs', /sleep_ms is volatile/],
  ['the session', "select current_setting('threads') from refs", /current_setting depends on the session/],
  ['a sample', 'select path from refs using sample 10%', /TABLESAMPLE/],
  ['the place of a row', 'select path, rowid from refs', /refs\.rowid/],
  ['a positional join', 'select r.path from refs r positional join defs d', /positional join/],
  ['float sums', 'select sum(weight) from refs', /sum\(refs\.weight\): floating point/],
  ['float means', 'select avg(weight) from refs', /avg\(refs\.weight\): floating point/],
  ['float sums in a window', 'select path, sum(weight) over (partition by path) from refs', /floating point/],
  ['deviations', 'select stddev(k) from refs', /stddev.*order of the rows/],
  ['estimates', 'select approx_quantile(k, 0.5) from refs', /estimate/],
  ['the most frequent value', 'select mode(name) from refs', /mode\(refs\.name\)/],
  ['first', 'select first(name) from refs group by path', /first\(refs\.name\) has no total order/],
  ['any_value', 'select path, any_value(name) from refs group by path', /any_value/],
  [
    'lists without an order',
    'select path, list(name) from refs group by path',
    /list\(refs\.name\) has no total order/,
  ],
  ['distinct lists too', 'select list(distinct name) from refs', /list/],
  [
    'lists in the order of something else',
    "select string_agg(name, ',' order by k) from refs",
    /order by refs\.k\) has no total order/,
  ],
  [
    'arg_max with ties',
    'select path, arg_max(name, k) from refs group by path',
    /arg_max\(refs\.name, refs\.k\).*may differ in refs\.name/,
  ],
  ['a limit without an order', 'select path from refs limit 3', /LIMIT.*may differ in refs\.path/],
  ['a limit with ties', 'select path, name from refs order by name limit 3', /LIMIT.*may differ in refs\.path/],
  [
    'DISTINCT ON without an order',
    'select distinct on (path) path, name from refs',
    /DISTINCT ON \(refs\.path\).*refs\.name/,
  ],
  ['row numbers without an order', 'select path, row_number() over () from refs', /row_number\(\) over \(\)/],
  [
    'row numbers with ties',
    'select path, name, row_number() over (partition by path order by k) from refs',
    /row_number\(\) over \(partition by refs\.path order by refs\.k\).*refs\.name/,
  ],
  [
    'the best candidate with ties',
    'select path, name from refs qualify row_number() over (partition by path order by k) = 1',
    /row_number/,
  ],
  [
    'a key of one side of a join only',
    'select a.name, b.name from defs a join refs b on a.k = b.k qualify row_number() over (order by a.path, a.bstart) = 1',
    /may differ in refs\.name/,
  ],
  [
    'a key of an optional side that may be NULL',
    'select q.name from refs r left join (select k, any_value(name) as name from refs group by k) q on q.k = r.k',
    /any_value/,
  ],
  ['neighbours with ties', 'select path, lag(name) over (partition by path order by k) from refs', /lag/],
  [
    'rows of a frame with ties',
    'select name, sum(k) over (order by k rows between 1 preceding and current row) from refs',
    /sum/,
  ],
  [
    'two row numbers in different orders',
    'select name, row_number() over (order by name), row_number() over (order by name desc) from refs',
    /may break ties differently/,
  ],
  ['ntile with ties', 'select name, ntile(3) over (order by k) from refs', /ntile/],
  [
    'ASOF JOIN with several partners per key',
    'select r.name, s.name from refs r asof join symbols s on r.path = s.path and r.k >= s.k',
    /ASOF JOIN.*symbols\.name/,
  ],
  [
    'USING KEY with several rows per key',
    'with recursive t(p, n) using key (p) as (select path, name from refs union select d.path, d.name from t join defs d on d.path = t.p) from t',
    /USING KEY/,
  ],
];

describe('a view is a function of its input rows', () => {
  test.each(ACCEPTED)('%s', async (_claim, sql) => {
    expect(await problemsOf(sql)).toEqual([]);
  });
});

describe('a view is not a function of its input rows', () => {
  test.each(REJECTED)('%s', async (_claim, sql, problem) => {
    expect((await problemsOf(sql)).join('\n')).toMatch(problem);
  });
});

test('table functions may read nothing but their arguments', () => {
  const call = (name: string): Relation => ({
    kind: 'table_function',
    name,
    input: null,
    args: [],
    columns: 1,
    passThrough: [],
  });
  const check = (name: string) =>
    determinismProblems(
      call(name),
      () => undefined,
      () => [],
    );
  expect(check('range')).toEqual([]);
  expect(check('read_text')).toEqual(['read_text reads something that is no dataset']);
});

test('names that the binder folds away are found by name', () => {
  expect(namesProblems(['getvariable', 'lower', 'now'])).toEqual([
    'getvariable depends on the session',
    'now depends on the time of day',
  ]);
});
