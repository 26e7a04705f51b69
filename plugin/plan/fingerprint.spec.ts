/** What changes a fingerprint and what does not. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unwrap } from '../core/result';
import { buildPlanBundle } from './plan-bundle';
import { createPlanningCatalog, type PlanningCatalog } from './planning-catalog';
import { EXAMPLE_DATASETS, exampleCatalog } from './testing/example-schema';
import { lineageCases } from './testing/lineage-cases';

let catalog: PlanningCatalog;
beforeAll(async () => {
  catalog = await exampleCatalog();
});
afterAll(() => catalog.close());

const fingerprint = async (sql: string, over = catalog) => unwrap(await buildPlanBundle(over, 'v', sql)).fingerprint;

const BASE = `select f.path, count(*) n from refs r join files f using (file_id)
  where f.lang = 'python' and r.bstart > 100 group by f.path`;

const JOIN = 'select f.path, r.name from refs r join files f using (file_id)';

describe('is the same after', () => {
  test.each([
    ['white space and case', BASE, BASE.replace(/\s+/g, '\n\t').replace('select', 'SELECT')],
    ['a comment', BASE, `-- why\n${BASE} /* done */`],
    ['a table alias', BASE, BASE.replaceAll(/\bf\b/g, 'file_of')],
    ['USING written as ON', BASE, BASE.replace('using (file_id)', 'on r.file_id = f.file_id')],
    ['a semicolon', BASE, `${BASE};`],
    ['an alias inside', 'select a from (select name a from refs)', 'select b as a from (select name b from refs)'],
    ['a name of a CTE', 'with c as (from refs) select name from c', 'with d as (from refs) select name from d'],
    ['a column list', 'select x from (values (1)) v(x)', 'select y as x from (values (1)) w(y)'],
    [
      'an alias of an unnest',
      'select u.n from defs, unnest(decorators) x(u)',
      'select v.n from defs, unnest(decorators) y(v)',
    ],
    ['a comparison turned round', 'select name from refs where bstart > 3', 'select name from refs where 3 < bstart'],
    [
      'conditions in another order',
      'select r.name from refs r join defs d using (name) where r.bstart > 3 and d.bend < 5',
      'select r.name from refs r join defs d using (name) where d.bend < 5 and r.bstart > 3',
    ],
    ['a macro written out', 'select norm_name(name) x from refs', 'select norm_name( name ) as x from refs'],
  ])('%s', async (_, before, after) => {
    expect(await fingerprint(after)).toBe(await fingerprint(before));
  });
});

describe('is another after', () => {
  test.each([
    ['a constant', BASE, BASE.replace('100', '101')],
    ['a string', BASE, BASE.replace('python', 'Python')],
    ['a constant beyond 2^53', 'select 9007199254740992 x', 'select 9007199254740993 x'],
    ['a function', 'select lower(name) x from refs', 'select upper(name) x from refs'],
    ['an aggregate', 'select max(bend) x from refs', 'select min(bend) x from refs'],
    ['DISTINCT in an aggregate', 'select count(name) x from refs', 'select count(distinct name) x from refs'],
    [
      'a separator',
      `select string_agg(name, ',' order by name) x from refs`,
      `select string_agg(name, ';' order by name) x from refs`,
    ],
    ['a column', 'select bstart x from refs', 'select bend x from refs'],
    ['a dataset', 'select name from refs', 'select name from defs'],
    ['a filter', BASE, BASE.replace('and r.bstart > 100', '')],
    ['a comparison', BASE, BASE.replace('> 100', '>= 100')],
    ['a join type', JOIN, JOIN.replace('join', 'left join')],
    ['a grouping', 'select count(*) n from refs group by name', 'select count(*) n from refs group by bstart'],
    [
      'UNION ALL',
      'select name from refs union select name from defs',
      'select name from refs union all select name from defs',
    ],
    [
      'EXCEPT for INTERSECT',
      'select name from refs except all select name from defs',
      'select name from refs intersect all select name from defs',
    ],
    ['an output name', BASE, BASE.replace('count(*) n', 'count(*) m')],
    ['an output type', 'select bstart::bigint x from refs', 'select bstart::integer x from refs'],
    ['the order of outputs', 'select name, bend from refs', 'select bend, name from refs'],
    [
      'a sort direction',
      'select name from refs order by bend limit 1',
      'select name from refs order by bend desc limit 1',
    ],
    [
      'NULLS FIRST',
      'select name from refs order by bend limit 1',
      'select name from refs order by bend nulls first limit 1',
    ],
    ['a limit', 'select name from refs order by bend limit 1', 'select name from refs order by bend limit 2'],
    [
      'a window frame',
      'select sum(bend) over (order by bstart rows 1 preceding) x from refs',
      'select sum(bend) over (order by bstart rows 2 preceding) x from refs',
    ],
    ['a field of a struct', 'select ctx.kind::varchar x from refs', 'select ctx.depth::varchar x from refs'],
    ['a name in a struct', `select {'a': name} x from refs`, `select {'b': name} x from refs`],
    [
      'a lambda',
      'select list_transform(decorators, lambda d: d.n) x from defs',
      `select list_transform(decorators, lambda d: d.n || '') x from defs`,
    ],
    ['a macro', 'select norm_name(name) x from refs', 'select lower(name) x from refs'],
    ['USING KEY', recursive(''), recursive('using key (a)')],
  ])('%s', async (_, before, after) => {
    expect(await fingerprint(after)).not.toBe(await fingerprint(before));
  });
});

function recursive(key: string): string {
  return `with recursive r(a, b) ${key} as (select src, dst from edges union select a, b + 1 from r where b < 3) from r`;
}

describe('of a view in a catalog', () => {
  const withRefs = async (columns: (typeof EXAMPLE_DATASETS)[string], macro: string) => {
    const other = await createPlanningCatalog();
    unwrap(await other.addDataset('refs', columns));
    unwrap(await other.addMacro(macro));
    return other;
  };
  const refs = EXAMPLE_DATASETS.refs ?? [];
  const sql = 'select outer_name(name) x from refs where bstart > 3';

  test('does not change with a column that the view does not read', async () => {
    const plain = await withRefs(refs, 'create macro outer_name(x) as lower(x)');
    const more = await withRefs(
      [{ name: 'extra', type: 'VARCHAR', nullable: true }, ...refs],
      'create macro outer_name(x) as lower(x)',
    );
    expect(await fingerprint(sql, more)).toBe(await fingerprint(sql, plain));
    plain.close();
    more.close();
  });

  test('changes with the type of a column that it reads', async () => {
    const plain = await withRefs(refs, 'create macro outer_name(x) as lower(x)');
    const retyped = await withRefs(
      refs.map((column) => (column.name === 'bstart' ? { ...column, type: 'INTEGER' } : column)),
      'create macro outer_name(x) as lower(x)',
    );
    expect(await fingerprint(sql, retyped)).not.toBe(await fingerprint(sql, plain));
    plain.close();
    retyped.close();
  });

  test('changes with a macro that a macro uses', async () => {
    const build = async (inner: string) => {
      const other = await withRefs(refs, `create macro inner_name(x) as ${inner}(x)`);
      unwrap(await other.addMacro('create macro outer_name(x) as inner_name(trim(x))'));
      const result = await fingerprint(sql, other);
      other.close();
      return result;
    };
    expect(await build('lower')).not.toBe(await build('upper'));
    expect(await build('lower')).toBe(await build('lower'));
  });
});

test('is the same in another process', async () => {
  const script = `
    const { exampleCatalog } = require('./plugin/plan/testing/example-schema.ts');
    const { buildPlanBundle } = require('./plugin/plan/plan-bundle.ts');
    (async () => {
      const catalog = await exampleCatalog();
      const prints = [];
      for (const sql of JSON.parse(process.argv[1])) {
        prints.push((await buildPlanBundle(catalog, 'v', sql)).value.fingerprint);
      }
      console.log(JSON.stringify(prints));
      catalog.close();
    })();`;
  const queries = lineageCases().map((c) => c.sql);
  const here = await Promise.all(queries.map((sql) => fingerprint(sql)));
  const there: unknown = JSON.parse(
    execFileSync(process.execPath, ['-r', '@swc-node/register', '-e', script, JSON.stringify(queries)], {
      encoding: 'utf8',
      env: { ...process.env, TZ: 'Asia/Tokyo', LANG: 'C' },
    }),
  );
  expect(there).toEqual(here);
  expect(new Set(here).size).toBe(here.length);
});
