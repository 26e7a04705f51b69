/** Random queries over three small tables, for checking lineage against what a query really depends on. */
import fc from 'fast-check';

/** Every table has the same columns, so that any two fit together. */
export const RANDOM_TABLES = ['t', 'u', 'v'] as const;
export const RANDOM_COLUMNS = ['a', 'b', 'c', 'd'] as const;

/** A query with the integer columns a, b, c and d, whose result as a set of rows is a function of its input rows. */
export function randomQuery(depth: number): fc.Arbitrary<string> {
  const table: fc.Arbitrary<string> = fc.constantFrom(...RANDOM_TABLES).map((name) => `select * from ${name}`);
  if (depth === 0) return table;
  const input = randomQuery(depth - 1).map((sql) => `(${sql})`);
  const column = fc.constantFrom(...RANDOM_COLUMNS);
  const two = fc.record({ x: input, y: input, p: column, q: column, r: column, s: column });
  const one = fc.record({ x: input, p: column, q: column, r: column, n: fc.integer({ min: 0, max: 4 }) });
  return fc.oneof(
    table,
    one.map(
      ({ x, p, q, r, n }) =>
        `select ${p} a, ${q} + ${n} b, coalesce(${r}, ${p}) c, case when ${q} > ${n} then ${r} end d from ${x}`,
    ),
    one.map(({ x, p, q, n }) => `select * from ${x} where ${p} > ${n} or ${q} is null`),
    one.map(
      ({ x, p, q, r }) => `select ${p} a, count(*)::int b, max(${q}) c, sum(${r})::int d from ${x} group by ${p}`,
    ),
    one.map(
      ({ x, p, q, r }) =>
        `select a, b, rank() over (partition by ${p} order by ${q})::int c, count(${r}) over (order by ${p})::int d from ${x}`,
    ),
    one.map(
      ({ x, p, n }) =>
        `select a, ${p} b, count(*)::int c, null::int d from ${x} group by grouping sets ((a, ${p}), (a)) having count(*) > ${n % 2}`,
    ),
    one.map(({ x, p, q }) => `select distinct ${p} a, ${q} b, 1 c, ${p} d from ${x}`),
    one.map(({ x, n }) => `select * from ${x} order by a, b, c, d limit ${n}`),
    one.map(
      ({ x, p, q }) =>
        `select a, b, i::int c, d from ${x} x, lateral (select unnest(range(x.${p})) i) l where i < x.${q}`,
    ),
    one.map(
      ({ x, p, q, r }) =>
        `select a, list_sum(list_transform([a, ${p}], lambda e: e + ${q}))::int b, len(list_filter([${r}], lambda e: e > 1))::int c, d from ${x}`,
    ),
    two.map(({ x, y, p, q, r }) => `select x.a, y.${r} b, x.c, y.d from ${x} x join ${y} y on x.${p} = y.${q}`),
    two.map(
      ({ x, y, p, q, r }) =>
        `select x.a, y.${r} b, x.c, y.d from ${x} x left join ${y} y on x.${p} = y.${q} and x.b < y.c`,
    ),
    two.map(({ x, y, p, q }) => `select x.a, y.b, x.c, y.d from ${x} x full join ${y} y on x.${p} = y.${q}`),
    two.map(({ x, y, p, q }) => `select * from ${x} x semi join ${y} y on x.${p} = y.${q}`),
    two.map(({ x, y, p, q }) => `select * from ${x} x anti join ${y} y on x.${p} = y.${q}`),
    two.map(
      ({ x, y, p, q, r }) => `select * from ${x} x where exists (from ${y} y where y.${p} = x.${q} and y.a <= x.${r})`,
    ),
    two.map(({ x, y, p, q }) => `select * from ${x} where ${p} not in (select ${q} from ${y})`),
    two.map(
      ({ x, y, p, q, r }) => `select a, (select max(y.${p}) from ${y} y where y.${q} = x.${r}) b, c, d from ${x} x`,
    ),
    two
      .map(({ x, y, p, q }) => `select a, ${p} in (select ${q} from ${y}) and true b, c, d from ${x}`)
      .map((sql) => `select a, b::int b, c, d from (${sql})`),
    two.map(
      ({ x, y, p, q }) =>
        `select x.a, l.b, x.c, l.d from ${x} x, lateral (select y.${p} b, count(*)::int d from ${y} y where y.b < x.${q} group by 1) l`,
    ),
    two.map(({ x, y }) => `select * from ${x} union all select b, a, d, c from ${y}`),
    two.map(({ x, y, p }) => `select a, ${p} b, 0 c, 0 d from ${x} union select b, c, 0, 1 from ${y}`),
    two.map(({ x, y }) => `select * from ${x} except all select * from ${y}`),
    two.map(({ x, y, p }) => `select ${p} a, b, 0 c, 0 d from ${x} intersect select a, b, c, d from ${y}`),
    two.map(
      ({ x, y, p, q }) =>
        `with m as materialized (select ${p} a, b, c, d from ${x}) select m.a, n.b, m.c, (select count(*) from m)::int d from m join ${y} n on n.${q} = m.a`,
    ),
    two.map(
      ({ x, y, p, q }) =>
        `with recursive w(a, b, c, d) as (select a, b, 0, d from ${x} union select w.b, y.${p}, w.c + 1, w.d from w join ${y} y on y.${q} = w.a where w.c < 2) select * from w`,
    ),
  );
}

/** Rows of a table: small integers, so that joins meet, and some nulls. */
export const randomRows = fc.array(
  fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { freq: 6 }), {
    minLength: RANDOM_COLUMNS.length,
    maxLength: RANDOM_COLUMNS.length,
  }),
  { minLength: 1, maxLength: 7 },
);
