import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Relation } from '../../plan/relation';
import { createSampleCatalog, SAMPLE_COLUMNS, type SampleCatalog, sampleDataset } from '../testing/sample-catalog';
import { homesByName } from './home';
import { inferScope } from './infer-scope';

let sample: SampleCatalog;
beforeAll(async () => {
  sample = await createSampleCatalog();
});
afterAll(() => sample.catalog.close());

const scopeOf = async (sql: string) => inferScope(await sample.plan(sql), sampleDataset);

/** `refs` and `defs` are partitioned by project; `symbols` and `packages` belong to the workspace. */
const PROJECT: readonly (readonly [claim: string, sql: string, homeColumns: readonly number[]])[] = [
  ['a projection keeps its path', 'select name, path from refs', [1]],
  ['a file_id is as good as a path', 'select file_id from refs', [0]],
  ['an id hashes the path', "select cpg_id('ref', path, bstart, bend) as id from refs", [0]],
  ['an id of an id does too', "select cpg_node_id(name, cpg_id('ref', path, bstart, bend)) from refs", [0]],
  [
    'an edge id has its source first',
    "select cpg_edge_id('E', cpg_id('r', path, 0, 1), md5(name)::uuid) from defs",
    [],
  ],
  ['sides joined on path', 'select r.path from refs r join defs d on r.path = d.path and r.name = d.name', [0]],
  ['sides joined on file_id', 'select r.path from refs r join defs d using (file_id)', [0]],
  [
    'files of one project joined on the project',
    'select r.path, d.path from refs r join defs d on r.project = d.project and r.name = d.name',
    [0, 1],
  ],
  [
    'a recursion from file to file of one project',
    'with recursive t as (select project, path, name from refs union select d.project, d.path, d.name from t join defs d on d.project = t.project and d.name = t.name) from t',
    [0, 1],
  ],
  [
    'a number within the project',
    'select project, dense_rank() over (partition by project order by path) from refs',
    [0],
  ],
  ['a comma join with the equality in WHERE', 'select r.path from refs r, defs d where d.path = r.path', [0]],
  ['three sides in a chain', 'select a.path from refs a join defs b using (path) join refs c on c.path = b.path', [0]],
  [
    'ids of one namespace joined with each other',
    `select r.path from (select path, cpg_id('def', path, bstart, bend) as fk from refs) r
       join (select path, cpg_id('def', path, bstart, bend) as id from defs) d on r.fk = d.id`,
    [0],
  ],
  [
    'a nullable id as the key of an inner join',
    `select r.path from (select path, case when k is null then null else cpg_id('def', path, bstart, bend) end as fk from refs) r
       join (select cpg_id('def', path, bstart, bend) as id from defs) d on r.fk = d.id`,
    [0],
  ],
  [
    'a left join on path, the right key nullable',
    'select r.path, d.path from refs r left join defs d on r.path = d.path',
    [0],
  ],
  ['a full join with USING', 'select path, r.name from refs r full join defs d using (path)', [0]],
  ['a semi join on path', 'select path from refs r semi join defs d on r.path = d.path', [0]],
  ['an anti join on path', 'select path from refs r anti join defs d on r.path = d.path', [0]],
  ['a project joined with a broadcast', 'select r.path from refs r join symbols s using (name)', [0]],
  ['a project left joined with a broadcast', 'select r.path, s.path from refs r left join symbols s using (name)', [0]],
  ['a project without what a broadcast has', 'select path from refs r anti join symbols s using (name)', [0]],
  ['a broadcast path that equals the home path', 'select s.path from symbols s join refs r on s.path = r.path', [0]],
  ['NOT IN over a broadcast', 'select path from refs where name not in (select name from packages)', [0]],
  ['a scalar subquery over a broadcast', 'select path, (select max(k) from symbols) from refs', [0]],
  ['NOT IN over paths', 'select path from refs where path not in (select path from defs)', [0]],
  [
    'EXISTS correlated by path',
    'select path from refs r where exists (from defs d where d.path = r.path and d.k < r.k)',
    [0],
  ],
  [
    'a scalar subquery correlated by path',
    'select path, (select count(*) from defs d where d.path = r.path) from refs r',
    [0],
  ],
  [
    'a lateral join correlated by path',
    'select r.path, q.k from refs r, lateral (select k from defs d where d.path = r.path order by k limit 1) q',
    [0],
  ],
  ['a lateral unnest of a list', 'select r.path, u.tag from refs r, unnest(r.tags) u(tag)', [0]],
  ['groups of a path', 'select path, name, count(*) from refs group by path, name', [0]],
  ['the greatest path of a file is its path', 'select max(path) from refs group by path', [0]],
  ['windows within a path', 'select path, row_number() over (partition by path order by bstart) from refs', [0]],
  ['distinct rows with a path', 'select distinct path, name from refs', [0]],
  ['one row per path', 'select distinct on (path) path, name from refs order by path, name', [0]],
  ['a union of projects', 'select path, name from refs union all select path, symbol from defs', [0]],
  ['a distinct union with the path in one place', 'select path from refs union select path from defs', [0]],
  [
    'branches with their paths in different places',
    'select path, name from refs union all select name, path from defs',
    [],
  ],
  ['EXCEPT of a broadcast', 'select path from refs except select path from symbols', [0]],
  ['INTERSECT', 'select path, name from refs intersect select path, name from defs', [0]],
  [
    'a CTE read twice and joined on path',
    'with c as materialized (select path, k from refs) select a.path from c a join c b using (path)',
    [0],
  ],
  [
    'a recursion that stays in its file',
    'with recursive t as (select path, k from refs union select t.path, d.k from t join defs d on d.path = t.path and d.k > t.k) from t',
    [0],
  ],
  [
    'a fixpoint with USING KEY over the whole row',
    `with recursive t(path, k) using key (path, k) as (
       select path, k from refs union
       select x.path, x.k from (select d.path, d.k from recurring.t q join defs d on d.path = q.path) x
         anti join recurring.t y on x.path = y.path and x.k = y.k) from t`,
    [0],
  ],
];

/** Each differs when it is built per partition, unless the claim says that it is only not proved. */
const WORKSPACE: readonly (readonly [claim: string, sql: string, reason: RegExp])[] = [
  [
    'a path that came through a broadcast, later joined as a key',
    'select q.path from (select s.path from refs r join symbols s using (name)) q join defs d on q.path = d.path',
    /meet without equating/,
  ],
  [
    'a broadcast ANTI JOIN project',
    'select path from symbols s anti join refs r on s.path = r.path',
    /anti join of a broadcast/,
  ],
  [
    'a broadcast SEMI JOIN project',
    'select path from symbols s semi join refs r on s.name = r.name',
    /semi join of a broadcast/,
  ],
  [
    'a broadcast LEFT JOIN project',
    'select r.path from symbols s left join refs r on s.path = r.path',
    /left join of a broadcast/,
  ],
  ['a project RIGHT JOIN broadcast', 'select r.path from refs r right join symbols s on s.path = r.path', /right join/],
  ['a project FULL JOIN broadcast', 'select path from refs r full join symbols s using (path)', /full join/],
  [
    'a project UNION ALL broadcast',
    'select path from refs union all select path from symbols',
    /branch of a set operation/,
  ],
  ['a project UNION broadcast', 'select path from refs union select path from symbols', /branch of a set operation/],
  ['a broadcast EXCEPT project', 'select path from symbols except select path from refs', /branch of a set operation/],
  [
    'groups of a nullable path',
    'select d.path, count(*) from refs r left join defs d on r.path = d.path and r.name = d.name group by d.path',
    /does not group by its file identity/,
  ],
  [
    'a join in which NULL paths meet',
    `select r.name from (select case when k = 1 then path end as path, name from refs) r
       join (select case when k = 1 then path end as path from defs) d on r.path is not distinct from d.path`,
    /meet without/,
  ],
  [
    'a foreign path that equals the home path in matches of a full join only',
    `select q.path, count(*) from refs r
       full join (select d.path as home, s.path from defs d join symbols s using (name)) q on q.home = r.path and q.path = r.path
     where q.path is not null group by q.path`,
    /does not group by its file identity/,
  ],
  ['a project with constant rows', "select path from refs union all select 'x'", /branch of a set operation/],
  ['a join on names', 'select r.path from refs r join defs d using (name)', /meet without equating/],
  ['a left join on names', 'select r.path from refs r left join defs d using (name)', /left join of refs with defs/],
  [
    'a join on paths or names',
    'select r.path from refs r join defs d on r.path = d.path or r.name = d.name',
    /meet without/,
  ],
  [
    'a join on a part of the path',
    'select r.path from refs r join defs d on lower(r.path) = lower(d.path)',
    /meet without/,
  ],
  [
    'a join of a path with a file_id',
    'select r.path from refs r join defs d on r.path = d.file_id::varchar',
    /meet without/,
  ],
  [
    'ids of different namespaces, which are only equal by chance',
    "select r.path from refs r join defs d on cpg_id('a', r.path, 0, 1) = cpg_id('b', d.path, 0, 1)",
    /meet without/,
  ],
  ['a join on a position-free symbol', 'select a.path from defs a join defs b using (symbol)', /meet without/],
  ['a count of everything', 'select count(*) from refs', /aggregate over refs does not group/],
  ['groups of names', 'select name, count(*) from refs group by name', /aggregate over refs/],
  [
    'ROLLUP, which counts everything as well',
    'select path, count(*) from refs group by rollup (path)',
    /aggregate over refs/,
  ],
  ['a window over everything', 'select path, rank() over (order by name) from refs', /window over refs/],
  ['distinct names', 'select distinct name from refs', /made distinct without/],
  [
    'UNION with the paths in different places',
    'select path, name from refs union select name, path from defs',
    /made distinct|compares rows/,
  ],
  ['a limit', 'select path from refs order by path limit 3', /limit cuts/],
  ['a sample', 'select path from refs using sample 10%', /sample/],
  ['a positional join', 'select r.path from refs r positional join defs d', /positional/],
  ['no home column in the output', 'select name from refs', /no output column says/],
  ['a foreign path only', 'select s.path from refs r join symbols s using (name)', /no output column says/],
  ['an id whose text does not say where the path ends', 'select md5(path || name) from refs', /no output column says/],
  ['an id with an ambiguous text', "select md5(name || path || 'x' || name) from refs", /no output column says/],
  [
    'a path under CASE with something else',
    "select case when k = 1 then path else 'x' end from refs",
    /no output column says/,
  ],
  ['IN over another project by name', 'select path from refs where name in (select name from defs)', /mark join/],
  [
    'NOT IN over nullable paths',
    'select path from refs where path not in (select q.path from refs r left join defs q on q.path = r.path)',
    /mark join/,
  ],
  ['EXISTS over everything', 'select path from refs where exists (from defs)', /limit cuts|aggregate over/],
  [
    'a correlated count by name',
    'select path, (select count(*) from defs d where d.name = r.name) from refs r',
    /aggregate over defs/,
  ],
  [
    'a recursion that leaves its file',
    'with recursive t as (select path, k, name from refs union select d.path, d.k, d.name from t join defs d on d.name = t.name) from t',
    /recursion combines partitions/,
  ],
  [
    'a recursion whose step needs no rows (not proved)',
    'with recursive t as (select path, k from refs union select d.path, d.k from defs d anti join t on d.path = t.path) from t',
    /yields rows without rows of the last round/,
  ],
];

describe('a view is project-scoped', () => {
  test.each(PROJECT)('%s', async (_claim, sql, homeColumns) => {
    const scope = await scopeOf(sql);
    expect(scope).toMatchObject({ scope: 'project', confidence: 1 });
    if (homeColumns.length > 0) expect(scope.homeColumns).toEqual(homeColumns);
  });
});

describe('a view is workspace-scoped', () => {
  test.each(WORKSPACE)('%s', async (_claim, sql, reason) => {
    const scope = await scopeOf(sql);
    expect(scope).toMatchObject({ scope: 'workspace', confidence: 0.5, homeColumns: [] });
    expect(scope.fallbackReason).toMatch(reason);
  });

  test('for certain when it reads nothing that is partitioned', async () => {
    expect(await scopeOf('select path from symbols')).toMatchObject({ scope: 'workspace', confidence: 1 });
    expect(await scopeOf('select 1')).toMatchObject({ scope: 'workspace', confidence: 1 });
  });
});

test('the evidence is in sentences about columns of datasets', async () => {
  const { evidence } = await scopeOf(
    'select d.path, count(*) from refs r join defs d using (path) join symbols s on s.symbol = d.symbol group by d.path',
  );
  expect(evidence).toEqual([
    'joined on refs.path = defs.path',
    'symbols is a broadcast',
    'grouped by defs.path',
    'every row has defs.path',
  ]);
});

test('a path keeps being foreign in the next view', async () => {
  const first = await sample.plan(
    'select r.path as here, s.path as there, r.name from refs r join symbols s using (name)',
  );
  const { scope, homes } = inferScope(first, sampleDataset);
  const columns = [
    { name: 'here', type: 'VARCHAR', nullable: false, semantic: 'path' },
    { name: 'there', type: 'VARCHAR', nullable: false, semantic: 'path' },
  ] as const;
  const datasetOf = (name: string) =>
    name === 'linked' ? { columns, scope, homes: homesByName(columns, homes) } : sampleDataset(name);
  const join = (key: string): Relation => ({
    kind: 'join',
    type: 'inner',
    style: 'comparison',
    left: { kind: 'scan', dataset: 'linked', columns: [key], filters: [] },
    right: { kind: 'scan', dataset: 'defs', columns: ['path'], filters: [] },
    conditions: [{ op: '=', left: { kind: 'column', index: 0 }, right: { kind: 'column', index: 0 } }],
    residual: [],
  });
  expect(inferScope(join('here'), datasetOf).scope).toBe('project');
  expect(inferScope(join('there'), datasetOf).scope).toBe('workspace');
});

test('an id column of evidence proves nothing: every file may number its rows anew', async () => {
  const columns = [
    ...(SAMPLE_COLUMNS.refs ?? []),
    { name: 'id', type: 'BIGINT', nullable: false, semantic: 'entity_id' },
  ] as const;
  const relation: Relation = { kind: 'scan', dataset: 'numbered', columns: ['id'], filters: [] };
  expect(inferScope(relation, () => ({ columns, scope: 'project', homes: {} })).scope).toBe('workspace');
});
