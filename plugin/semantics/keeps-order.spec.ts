import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../core/result';
import { buildPlanBundle } from '../plan/plan-bundle';
import { createPlanningCatalog, type PlanningCatalog } from '../plan/planning-catalog';
import { keepsOrder } from './keeps-order';

let catalog: PlanningCatalog;
beforeAll(async () => {
  catalog = await createPlanningCatalog();
  const column = (name: string, type: string) => ({ name, type, nullable: true });
  await catalog.addDataset('t', [column('path', 'VARCHAR'), column('n', 'INTEGER'), column('tags', 'VARCHAR[]')]);
});
afterAll(() => catalog.close());

test.each([
  'select path, n + 1 as m from t',
  'select path from t where n > 1',
  'select path, unnest(tags) as tag from t',
  'select tag from (select path, unnest(tags) as tag from t where n > 1) where tag is not null',
])('rows come in stored order: %s', async (sql) => {
  expect(keepsOrder(unwrap(await buildPlanBundle(catalog, 'v', sql)).relation)).toBe(true);
});

test.each([
  'select path from t union all select path from t',
  'select a.path from t a join t b using (path)',
  'select path, count(*) as c from t group by path',
  'select distinct path from t',
  'select path, sum(n) over (partition by path) as s from t',
  'select path from t where n in (select n from t where n > 3)',
])('rows have to be sorted: %s', async (sql) => {
  expect(keepsOrder(unwrap(await buildPlanBundle(catalog, 'v', sql)).relation)).toBe(false);
});
