import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invariant } from '../../plugin/core/invariant';
import { fixpointOf } from '../../plugin/plan/fixpoint';
import { createPlanningCatalog, type PlanningCatalog } from '../../plugin/plan/planning-catalog';
import { type Fixpoint, runFixpoint } from './run-fixpoint';

const SEED = Number(process.env.CPG_SEED ?? Date.now() % 2 ** 31);

/** Values follow copies, and copies that are found on the way: fields of objects, at most `bound` rounds far. */
const flow = (bound: number) => `
with recursive doubled as (select src, dst from copies union select dst, src from copies where src < 3),
st(k, a, b, n) using key (k, a, b, n) as (
  select 0, a, b, 0 from seeds
  union
  select distinct x.k, x.a, x.b, x.n from (
    with held as materialized (select p.a, p.b, p.n + 1 as n from st p where p.k = 0 and p.n < ${bound})
    select 0 as k, e.dst as a, h.b, h.n from held h join doubled e on e.src = h.a
    union all
    select 1, h.b, l.target, h.n from held h join loads l on l.base = h.a
    union all
    select 0, e.b, p.b, p.n + 1 from st p join recurring.st e on e.k = 1 and e.a = p.a where p.k = 0 and p.n < ${bound}
    union all
    select 0, e.b, p.b, e.n + 1 from st e join recurring.st p on p.k = 0 and p.a = e.a where e.k = 1 and e.n < ${bound}
  ) x
  anti join recurring.st y on y.k = x.k and y.a = x.a and y.b = x.b
  anti join (select k, a from recurring.st where k = 0 group by k, a having count(*) >= 4) z on z.k = x.k and z.a = x.a
)
select k, a, b, n from st`;

let connection: DuckDBConnection;
let catalog: PlanningCatalog;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  catalog = await createPlanningCatalog();
});
afterAll(() => {
  connection.closeSync();
  catalog.close();
});

async function partsOf(sql: string): Promise<Fixpoint> {
  const found = await fixpointOf(catalog, sql);
  invariant(found !== undefined, 'the statement is a fixpoint');
  const { columns, tables, ...rest } = found;
  return { ...rest, columns: [...columns], tables: tables.map((table) => ({ ...table })) };
}

const sorted = async (sql: string) =>
  (await connection.runAndReadAll(`select * from (${sql}) order by all`)).getRowsJson();

const pairs = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 25 });

test(`rounds give the rows of the recursion (seed ${SEED})`, async () => {
  const check = async (
    seeds: [number, number][],
    copies: [number, number][],
    loads: [number, number][],
    bound: number,
  ) => {
    for (const [table, columns, rows] of [
      ['seeds', 'a, b', seeds],
      ['copies', 'src, dst', copies],
      ['loads', 'base, target', loads],
    ] as const) {
      const [x, y] = columns.split(', ');
      await connection.run(`create or replace table ${table} (${x} integer, ${y} integer)`);
      if (rows.length > 0) await connection.run(`insert into ${table} values ${rows.map((r) => `(${r})`).join(', ')}`);
    }
    const sql = flow(bound);
    const fixpoint = await partsOf(sql);
    const whole = await sorted(sql);
    for (const name of [...fixpoint.tables.map((t) => t.name), 'st', 'st last round', 'st next round']) {
      await connection.run(`drop table if exists temp."${name}"`);
    }
    await runFixpoint(connection, fixpoint);
    expect(await sorted(fixpoint.result), `seed ${SEED}`).toEqual(whole);
    for (const name of [...fixpoint.tables.map((t) => t.name), 'st', 'st last round', 'st next round']) {
      await connection.run(`drop table if exists temp."${name}"`);
    }
  };
  await fc.assert(fc.asyncProperty(pairs, pairs, pairs, fc.integer({ min: 1, max: 12 }), check), {
    seed: SEED,
    numRuns: 12,
  });
}, 120_000);

test('a statement that is no single recursion is left as it is', async () => {
  expect(await fixpointOf(catalog, 'select 1')).toBeUndefined();
  const plain = 'with recursive t(a) as (select 1 union select a + 1 from t where a < 3) select a from t';
  expect(await fixpointOf(catalog, plain)).toBeUndefined();
});
