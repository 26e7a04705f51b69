/** Bundles and signals of views, and lineages that must not pass. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../core/result';
import { disagreement } from './checked-lineage';
import { lineageOf } from './lineage';
import { buildPlanBundle } from './plan-bundle';
import type { PlanningCatalog } from './planning-catalog';
import { signalsOf } from './signals';
import { EXAMPLE_DATASETS, exampleCatalog } from './testing/example-schema';

let catalog: PlanningCatalog;
beforeAll(async () => {
  catalog = await exampleCatalog();
});
afterAll(() => catalog.close());

const SQL = `select norm_name(name) tidy, count(*) n, rank() over (order by count(*)) r
  from refs where bstart > 100 and file_id = 7 group by 1 order by tidy`;

test('a bundle holds what the SQL says', async () => {
  const bundle = unwrap(await buildPlanBundle(catalog, 'v', SQL));
  expect(bundle.columns).toEqual([
    { name: 'tidy', type: 'VARCHAR' },
    { name: 'n', type: 'BIGINT' },
    { name: 'r', type: 'BIGINT' },
  ]);
  expect(bundle.functions).toEqual([
    { kind: 'aggregate', name: 'count_star' },
    { kind: 'scalar', name: 'lower' },
    { kind: 'scalar', name: 'trim' },
    { kind: 'window', name: 'rank' },
  ]);
  expect(bundle.macros.map((macro) => macro.name)).toEqual(['norm_name']);
  expect(bundle.fingerprint).toMatch(/^[0-9a-f]{64}$/);
});

test('signals are read off the plan', async () => {
  const bundle = unwrap(await buildPlanBundle(catalog, 'v', SQL));
  const signals = signalsOf(bundle, (dataset) => EXAMPLE_DATASETS[dataset] ?? []);
  expect(signals.pushedFilters).toEqual(['refs.file_id: ? = 7', 'refs.bstart: ? > 100']);
  expect(signals.selectivityEstimate).toBe(0.25);
  expect(signals.projectionRatio).toBe(3 / 6);
  expect(signals.sortKeys).toEqual([[{ dataset: 'refs', column: 'name' }]]);
  expect(signals.stats).toBeNull();
});

test('a view that reads nothing projects everything', async () => {
  const bundle = unwrap(await buildPlanBundle(catalog, 'v', 'select 1 one'));
  expect(signalsOf(bundle, () => [])).toMatchObject({ projectionRatio: 1, selectivityEstimate: 1, pushedFilters: [] });
});

test.each([
  ['a variable', `select getvariable('x') x`],
  ['an argument of a table function', 'select * from range((random() * 10)::bigint)'],
])('%s that the binder evaluates is not deterministic', async (_, sql) => {
  const bundle = await buildPlanBundle(catalog, 'v', sql);
  expect(bundle.ok ? [] : bundle.diagnostics.map((d) => d.code)).toEqual(['CPG_VIEW_NOT_DETERMINISTIC']);
});

test('a read found only in the optimized plan is an error that names it', async () => {
  const less = lineageOf(unwrap(await buildPlanBundle(catalog, 'v', 'select path from files')).relation);
  const more = lineageOf(unwrap(await buildPlanBundle(catalog, 'v', 'select path, sha from files, edges')).relation);
  expect(disagreement('v', less, more).map((d) => d.message)).toEqual([
    "view 'v': the optimized plan reads edges, files.sha, which the unoptimized plan does not",
  ]);
  expect(disagreement('v', more, less)).toEqual([]);
});
