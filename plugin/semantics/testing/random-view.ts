/** fast-check arbitraries for specs: views as SQL over the sample datasets, and partitioned rows for these. */
import fc from 'fast-check';

/** A subquery; all have the columns path, k, name, so that they compose. Names are unique within the view. */
type Sql = (fresh: () => string) => string;

const sides = (a: Sql, b: Sql, fresh: () => string): readonly [string, string] => [
  `(${a(fresh)}) l(path, k, name)`,
  `(${b(fresh)}) r(path, k, name)`,
];

const condition = fc.constantFrom(
  'l.path = r.path',
  'l.path = r.path and l.name = r.name',
  'l.path is not distinct from r.path',
  'l.name = r.name',
  'l.path = r.path and l.k < r.k',
  'l.k = r.k or l.path = r.path',
);
const joined = fc.constantFrom(
  'l.path, r.k, r.name',
  'r.path, l.k, r.name',
  'coalesce(l.path, r.path), l.k, r.k::varchar',
);

const leaf: fc.Arbitrary<Sql> = fc
  .constantFrom(
    'select path, k, name from refs',
    'select path, k, name from refs',
    'select path, k, name from defs',
    'select path, k, name from defs',
    'select path, k, name from defs where k is not null',
    'select path, k, tags[1] from refs',
    'select path, k, u.tag from refs, unnest(tags) u(tag)',
    'select path, bstart, name from refs where k > 1',
    "select cpg_id('d', path, 0, 1)::varchar, k, name from defs",
    "select cpg_id('d', path, 0, 1)::varchar, k, path from refs",
    'select file_id::varchar, k, name from refs',
    'select project, k, name from refs',
    'select project, k, name from defs',
    'select project, k, path from defs',
    'select path, k, project from refs',
    'select name, k, path from defs',
    'select path, k, name from symbols',
    'select s.path, r.k, r.name from refs r join symbols s using (name)',
    'select d.path, r.k, r.name from refs r left join defs d on r.path = d.path and r.name = d.name',
    'select d.path, r.k, r.name from refs r full join defs d on r.path = d.path and r.name = d.name',
    'select case when k = 1 then path end, k, name from refs',
    'select r.path, r.k, d.path from refs r left join defs d on r.path = d.path and r.name = d.name',
    'select r.path, s.k, s.path from refs r join symbols s on r.path = s.path',
  )
  .map((sql) => () => sql);

/** Views of at most `depth` nested operations. */
const subquery = (depth: number): fc.Arbitrary<Sql> =>
  depth === 0
    ? leaf
    : fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 4, arbitrary: operation(subquery(depth - 1)) });

const operation = (input: fc.Arbitrary<Sql>): fc.Arbitrary<Sql> =>
  fc.oneof(
    fc.tuple(fc.constantFrom('join', 'left join', 'right join', 'full join'), input, input, condition, joined).map(
      ([type, a, b, on, out]): Sql =>
        (fresh) => {
          const [l, r] = sides(a, b, fresh);
          return `select ${out.replace('path)', 'path) as path')} from ${l} ${type} ${r} on ${on}`;
        },
    ),
    fc.tuple(fc.constantFrom('semi join', 'anti join'), input, input, condition).map(
      ([type, a, b, on]): Sql =>
        (fresh) => {
          const [l, r] = sides(a, b, fresh);
          return `select l.path, l.k, l.name from ${l} ${type} ${r} on ${on}`;
        },
    ),
    fc.tuple(input, input, condition).map(
      ([a, b, on]): Sql =>
        (fresh) => {
          const [l, r] = sides(a, b, fresh);
          return `select l.path, r.k, l.name from ${l}, ${r} where ${on}`;
        },
    ),
    fc.tuple(fc.constantFrom('exists', 'not exists'), input, input, condition).map(
      ([test, a, b, on]): Sql =>
        (fresh) => {
          const [l, r] = sides(a, b, fresh);
          return `select l.path, l.k, l.name from ${l} where ${test} (select 1 from ${r} where ${on})`;
        },
    ),
    fc.tuple(fc.constantFrom('in', 'not in'), fc.constantFrom('path', 'name', 'k'), input, input, condition).map(
      ([test, column, a, b, on]): Sql =>
        (fresh) => {
          const [l, r] = sides(a, b, fresh);
          return `select l.path, l.k, l.name from ${l} where (l.${column} ${test} (select r.${column} from ${r} where ${on})) is not false`;
        },
    ),
    fc.tuple(fc.constantFrom('path', 'name'), input, input).map(
      ([column, a, b]): Sql =>
        (fresh) => {
          const [l, r] = sides(a, b, fresh);
          return `select l.path, l.k, l.name from ${l} where l.${column} not in (select r.${column} from ${r})`;
        },
    ),
    fc.tuple(fc.constantFrom('count(*)', 'max(r.k)', 'sum(r.k)'), input, input, condition).map(
      ([aggregate, a, b, on]): Sql =>
        (fresh) => {
          const [l, r] = sides(a, b, fresh);
          return `select l.path, (select ${aggregate} from ${r} where ${on})::bigint as k, l.name from ${l}`;
        },
    ),
    fc.tuple(input, input, condition).map(
      ([a, b, on]): Sql =>
        (fresh) => {
          const [l, r] = sides(a, b, fresh);
          return `select l.path, q.k, q.name from ${l}, lateral (select r.k, r.name from ${r} where ${on} order by r.k, r.name limit 1) q`;
        },
    ),
    fc
      .tuple(
        fc.constantFrom('union all', 'union', 'union', 'except', 'except all', 'intersect', 'intersect all'),
        input,
        input,
        fc.boolean(),
      )
      .map(
        ([op, a, b, swapped]): Sql =>
          (fresh) => {
            const right = swapped ? `select name, k, path from (${b(fresh)}) t(path, k, name)` : b(fresh);
            return `(${a(fresh)}) ${op} (${right})`;
          },
      ),
    fc
      .tuple(
        fc.constantFrom(
          ['path, max(k) as k, name', 'path, name'],
          ['path, count(*) as k, min(name) as name', 'path'],
          ['max(path) as path, k, name', 'k, name'],
          ['max(path) as path, count(*) as k, path as name', 'path'],
          ['path, count(*) as k, name', 'rollup (path, name)'],
          ['path, max(k) filter (where k > 1) as k, max(name) as name', 'path'],
        ),
        input,
      )
      .map(
        ([[out, by], a]): Sql =>
          (fresh) =>
            `select ${out} from (${a(fresh)}) t(path, k, name) group by ${by}`,
      ),
    fc
      .tuple(
        fc.constantFrom(
          'path, max(k) over (partition by path) as k, name',
          'path, count(*) over (partition by name) as k, name',
          'min(path) over (partition by path, name) as path, rank() over (partition by path order by name) as k, name',
          'lag(path) over (partition by path order by path, k, name) as path, k, name',
        ),
        input,
      )
      .map(
        ([out, a]): Sql =>
          (fresh) =>
            `select ${out} from (${a(fresh)}) t(path, k, name)`,
      ),
    fc
      .tuple(
        fc.constantFrom(
          'select distinct path, k, name from',
          'select distinct path, 1::bigint as k, path as name from',
          'select distinct 0::varchar as path, k, name from',
          'select distinct on (path) path, k, name from',
        ),
        input,
      )
      .map(
        ([select, a]): Sql =>
          (fresh) => {
            const order = select.includes('on (') ? ' order by path, k, name' : '';
            return `select * from (${select} (${a(fresh)}) t(path, k, name)${order})`;
          },
      ),
    fc
      .tuple(
        fc.constantFrom("name = 'x'", 'path is not null', 'path = name', 'k between 1 and 2', 'k in (1, 3)'),
        input,
      )
      .map(
        ([where, a]): Sql =>
          (fresh) =>
            `select path, k, name from (${a(fresh)}) t(path, k, name) where ${where}`,
      ),
    fc
      .tuple(
        fc.constantFrom(
          'case when k > 1 then path end as path, k, name',
          'case when k > 1 then path else name end as path, k, name',
          'coalesce(path, name) as path, k, path as name',
          "md5(path || '#' || name) as path, k, name",
          "md5(strlen(path) || ':' || path || name) as path, k, name",
          'upper(path[1]) as path, k, name',
          'name as path, k, path as name',
        ),
        input,
      )
      .map(
        ([out, a]): Sql =>
          (fresh) =>
            `select ${out} from (${a(fresh)}) t(path, k, name)`,
      ),
    input.map(
      (a): Sql =>
        (fresh) =>
          `select path, k, name from (${a(fresh)}) t(path, k, name) order by path, k, name limit 2`,
    ),
    fc.tuple(input, condition, joined).map(
      ([a, on, out]): Sql =>
        (fresh) => {
          const cte = fresh();
          const columns = out.replace('path)', 'path) as path');
          return `select * from (with ${cte}(path, k, name) as materialized (${a(fresh)}) select ${columns} from ${cte} l join ${cte} r on ${on})`;
        },
    ),
    fc
      .tuple(input, input, fc.constantFrom('union', 'union all'), fc.constantFrom('r.path = l.path', 'r.name = l.name'))
      .map(
        ([a, b, op, on]): Sql =>
          (fresh) => {
            const cte = fresh();
            return `select * from (with recursive ${cte}(path, k, name) as ((select path, 1::bigint, name from (${a(fresh)}) s(path, k, name)) ${op} (select r.path, l.k + 1, r.name from ${cte} l join (${b(fresh)}) r(path, k, name) on ${on} where l.k < 2)) select * from ${cte})`;
          },
      ),
    fc.tuple(input, input, fc.constantFrom('path', 'name')).map(
      ([a, b, column]): Sql =>
        (fresh) => {
          const cte = fresh();
          const step = `select distinct r.path, 2::bigint as k, r.name from recurring.${cte} l join (${b(fresh)}) r(path, k, name) on r.${column} = l.${column}`;
          return `select * from (with recursive ${cte}(path, k, name) using key (path, k, name) as ((select distinct path, 1::bigint, name from (${a(fresh)}) s(path, k, name)) union (select * from (${step}) x anti join recurring.${cte} y on x.path is not distinct from y.path and x.k is not distinct from y.k and x.name is not distinct from y.name)) select * from ${cte})`;
        },
    ),
  );

/** A random view as SQL text with the columns path, k, name. */
export const randomView: fc.Arbitrary<string> = fc.oneof(subquery(1), subquery(2), subquery(3)).map((sql) => {
  let count = 0;
  return `select path, k, name from (${sql(() => `c${count++}`)}) v(path, k, name)`;
});

export interface SampleRow {
  /** 0 to 2: files of different partitions have different paths. */
  readonly partition: number;
  readonly file: number;
  readonly k: number | null;
  readonly name: string;
}

const row: fc.Arbitrary<SampleRow> = fc.record({
  partition: fc.nat(2),
  file: fc.constantFrom(0, 0, 0, 1),
  k: fc.option(fc.integer({ min: 1, max: 2 }), { freq: 5 }),
  // Some names are paths, of the same and of other partitions.
  name: fc.constantFrom('x', 'p0/0', 'p1/0', 'P'),
});

/** Every combination of few values: any two datasets have rows that coincide, also across partitions. */
const DENSE: readonly SampleRow[] = [0, 1].flatMap((partition) =>
  [1, 2, null].flatMap((k) => ['p0/0', 'p1/0'].map((name) => ({ partition, file: 0, k, name }))),
);

export type SampleData = Readonly<Record<'refs' | 'defs' | 'symbols' | 'packages', readonly SampleRow[]>>;

/** Rows of the sample datasets, the same in all of them. */
export const DENSE_DATA: SampleData = { refs: DENSE, defs: DENSE, symbols: DENSE, packages: DENSE };

/** Rows of the sample datasets. */
export const randomData: fc.Arbitrary<SampleData> = fc.record({
  refs: fc.array(row, { minLength: 6, maxLength: 12 }),
  defs: fc.array(row, { minLength: 6, maxLength: 12 }),
  symbols: fc.array(row, { maxLength: 4 }),
  packages: fc.array(row, { maxLength: 2 }),
});
