/** The property that scope inference is about: a project-scoped view built per partition is the view built whole. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MACROS } from '../macros';
import { DENSE_DATA, randomData, randomView, type SampleData, type SampleRow } from '../testing/random-view';
import { createSampleCatalog, SAMPLE_COLUMNS, type SampleCatalog, sampleDataset } from '../testing/sample-catalog';
import { inferScope } from './infer-scope';

const PARTITIONS = [0, 1, 2];
const SAMPLES = [0, 1, 2];
const RUNS = Number(process.env.CPG_SCOPE_RUNS ?? 200);
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
    const rows = (Object.entries(data).find(([dataset]) => dataset === name)?.[1] ?? []).filter(
      (r) => isWhole || r.partition === partition,
    );
    const tuples = rows.map((r) => `(${columns.map((c) => literal(c.name, r)).join(', ')})`);
    if (tuples.length > 0) await connection.run(`insert into ${name} values ${tuples.join(', ')}`);
  }
}

function literal(column: string, row: SampleRow): string {
  switch (column) {
    case 'path':
      return `'p${row.partition}/${row.file}'`;
    case 'project':
      return `'p${row.partition}'`;
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

/** A multiset of rows: how many, and the sum of their hashes, so that those of disjoint multisets add up. */
interface Rows {
  readonly count: bigint;
  readonly hash: bigint;
}

/** The rows of the view over the tables of a schema. */
async function build(view: string, schema: string): Promise<Rows> {
  await connection.run(`use ${schema}`);
  const reader = await connection.runAndReadAll(
    `select count(*)::varchar, coalesce(sum(hash(path, k, name)::hugeint), 0)::varchar from (${view})`,
  );
  const [count = 0n, hash = 0n] = (reader.getRows()[0] ?? []).map((value) => BigInt(String(value)));
  return { count, hash };
}

async function bothWays(view: string, i: number): Promise<{ readonly whole: Rows; readonly parts: Rows }> {
  let parts: Rows = { count: 0n, hash: 0n };
  for (const p of PARTITIONS) {
    const part = await build(view, `s${i}_p${p}`);
    parts = { count: parts.count + part.count, hash: parts.hash + part.hash };
  }
  return { whole: await build(view, `s${i}_whole`), parts };
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
      differs ||= parts.count !== whole.count || parts.hash !== whole.hash;
    }
    if (scope === 'workspace' && differs) counts.workspaceDiffers++;
  };
  await fc.assert(fc.asyncProperty(randomView, check), { seed: SEED, numRuns: RUNS });
  console.log(`seed ${SEED}: ${JSON.stringify(counts)}`);
  // Neither side of the property is vacuous.
  expect(counts.project / counts.views).toBeGreaterThan(0.15);
  expect(counts.workspaceDiffers / counts.workspace).toBeGreaterThan(0.25);
}, 600_000);
