/** The property that scope inference is about: a project-scoped view built per partition is the view built whole. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MACROS } from '../macros';
import { createSampleCatalog, SAMPLE_COLUMNS, type SampleCatalog, sampleDataset } from '../sample/sample-catalog';
import { inferScope } from './infer-scope';
import { DENSE_DATA, randomData, randomView, type SampleData, type SampleRow } from './random-view';

const PARTITIONS = [0, 1, 2];
const SAMPLES = [0, 1, 2];
const RUNS = Number(process.env.CPG_SCOPE_RUNS ?? 300);
const SEED = Number(process.env.CPG_SEED ?? Date.now() % 2 ** 31);

let sample: SampleCatalog;
let connection: DuckDBConnection;

beforeAll(async () => {
  sample = await createSampleCatalog();
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
  const samples = [DENSE_DATA, ...fc.sample(randomData, { seed: SEED, numRuns: SAMPLES.length - 1 })];
  for (const [i, data] of samples.entries()) {
    await fill(`s${i}_whole`, data);
    for (const p of PARTITIONS) await fill(`s${i}_p${p}`, data, p);
  }
});

afterAll(() => {
  sample.catalog.close();
  connection.closeSync();
});

/** A schema with all rows, or with those of one partition; broadcasts are the same everywhere. */
async function fill(schema: string, data: SampleData, partition?: number) {
  await connection.run(`create schema ${schema}; use ${schema}`);
  for (const macro of MACROS) await connection.run(macro.sql);
  for (const [name, columns] of Object.entries(SAMPLE_COLUMNS)) {
    await connection.run(`create table ${name} (${columns.map((c) => `${c.name} ${c.type}`).join(', ')})`);
    const isWhole = partition === undefined || sampleDataset(name).scope === 'workspace';
    const rows = (Object.entries(data).find(([dataset]) => dataset === name)?.[1] ?? []).filter((r) => isWhole || r.partition === partition);
    const tuples = rows.map((r) => `(${columns.map((c) => literal(c.name, r)).join(', ')})`);
    if (tuples.length > 0) await connection.run(`insert into ${name} values ${tuples.join(', ')}`);
  }
}

function literal(column: string, row: SampleRow): string {
  switch (column) {
    case 'path':
      return `'p${row.partition}/${row.file}'`;
    case 'file_id':
      return `md5('p${row.partition}/${row.file}')::uuid`;
    case 'name':
    case 'symbol':
      return `'${row.name}'`;
    case 'tags':
      return `['${row.name}', 'x']`;
    default:
      return `${row.k ?? 'null'}`;
  }
}

/** The rows of the view over the tables of a schema, as texts in an order of their own. */
async function build(view: string, schema: string): Promise<readonly string[]> {
  await connection.run(`use ${schema}`);
  return (await connection.runAndReadAll(view)).getRowsJson().map((r) => JSON.stringify(r));
}

async function bothWays(view: string, i: number): Promise<{ whole: readonly string[]; parts: readonly string[] }> {
  const parts = [];
  for (const p of PARTITIONS) parts.push(...(await build(view, `s${i}_p${p}`)));
  return { whole: [...(await build(view, `s${i}_whole`))].sort(), parts: parts.sort() };
}

test('a project-scoped view built per partition has the rows of the view built whole', async () => {
  const counts = { rejected: 0, views: 0, project: 0, workspace: 0, workspaceDiffers: 0 };
  const check = async (view: string): Promise<void> => {
    const plan = await sample.catalog.planUnoptimized(view);
    if (!plan.ok) counts.rejected++;
    fc.pre(plan.ok);
    const { scope } = inferScope(await sample.plan(view), sampleDataset);
    counts.views++;
    counts[scope]++;
    let differs = false;
    for (const i of SAMPLES) {
      const { whole, parts } = await bothWays(view, i);
      if (scope === 'project') expect(parts, `seed ${SEED}, sample ${i}: ${view}`).toEqual(whole);
      differs ||= JSON.stringify(parts) !== JSON.stringify(whole);
    }
    if (scope === 'workspace' && differs) counts.workspaceDiffers++;
  };
  await fc.assert(fc.asyncProperty(randomView, check), { seed: SEED, numRuns: RUNS });
  console.log(`seed ${SEED}: ${JSON.stringify(counts)}`);
  // Neither side of the property is vacuous.
  expect(counts.project / counts.views).toBeGreaterThan(0.15);
  expect(counts.workspaceDiffers / counts.workspace).toBeGreaterThan(0.25);
}, 600_000);
