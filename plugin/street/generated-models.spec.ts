import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { canonicalJson } from '../core/digest';
import { unwrap } from '../core/result';
import { declarationRoots } from '../declaration/declaration-roots';
import type { Declarations } from '../declaration/declarations';
import { loadDeclarations } from '../declaration/load';
import type { SemanticIr } from '../ir/semantic-ir';
import { EDGE_KINDS, NODE_KINDS, PROPERTY_KEYS } from '../model/graph/catalog';
import { compileSemantics } from '../semantics/compile-semantics';
import { MACROS } from '../semantics/macros';
import { optimizeSemantics } from '../semantics/optimize';
import { planViews } from './plan-views';
import type { PlannedView } from './planned-view';
import { startPlanning } from './planning';
import { evidenceOf, modelOf, PATHS, rowsOf, shuffled } from './testing/generated-model';

const CATALOG = { nodeKinds: NODE_KINDS, edgeKinds: EDGE_KINDS, propertyKeys: PROPERTY_KEYS };
const seed = Date.now() % 2 ** 31;
/** A view is planned in tens of milliseconds, and a model has dozens. */
const RUNS = { seed, numRuns: 5, endOnFailure: true };

let whole: Declarations;
beforeAll(async () => {
  const root = join(__dirname, '..', '..');
  whole = unwrap(await loadDeclarations({ roots: declarationRoots(root, '.'), workspaceRoot: root }));
}, 60_000);

const irOf = (declarations: Declarations): SemanticIr =>
  unwrap(compileSemantics({ declarations, catalog: CATALOG, reserved: [] }));

async function plan(ir: SemanticIr, declarations: Declarations): Promise<readonly PlannedView[]> {
  const planning = await startPlanning(declarations.extractors.map(({ value }) => value));
  try {
    return unwrap(await planViews(ir, planning, CATALOG));
  } finally {
    planning.catalog.close();
  }
}

/** All that is decided about a view. */
const decided = ({ emitted, columns, scope, inputs, keepsOrder, signals }: PlannedView): string =>
  canonicalJson({
    sql: emitted.sql,
    inferred: emitted.inferred,
    columns,
    scope,
    inputs: [...inputs].sort(),
    keepsOrder,
    fingerprint: signals.fingerprint,
  });
const byName = (views: readonly PlannedView[]) => new Map(views.map((view) => [view.emitted.name, decided(view)]));

const isJoin = (name: string): boolean => name.startsWith('join_');
/** The joins that a view is or reads, each with all views that read it. */
const joinsOf = ({ emitted, inputs }: PlannedView, views: readonly PlannedView[]): string =>
  canonicalJson(
    [emitted.name, ...inputs.keys()]
      .filter(isJoin)
      .sort()
      .map((join) => [join, views.filter((v) => v.inputs.has(join)).map((v) => v.emitted.name)]),
  );
const shapeOf = ({ columns, scope }: PlannedView): string => canonicalJson({ columns, scope: scope.value });

test(`the order of declarations does not matter, and every view plans (seed ${seed})`, async () => {
  const models = modelOf(whole).chain((model) => fc.tuple(fc.constant(model), shuffled(model)));
  await fc.assert(
    fc.asyncProperty(models, async ([model, other]) => {
      const [planned, again] = [await plan(irOf(model), model), await plan(irOf(other), other)];
      expect(byName(again)).toEqual(byName(planned));
    }),
    RUNS,
  );
}, 120_000);

test(`optimizing twice is optimizing once, and no view that is kept means anything else (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(modelOf(whole), async (model) => {
      const ir = irOf(model);
      const everything = await plan({ ...ir, outputs: ir.views.map(({ name }) => name) }, model);
      const inputs = new Map(everything.map((view) => [view.emitted.name, [...view.inputs.keys()]]));
      const inputsOf = ({ name }: { readonly name: string }) => inputs.get(name) ?? [];
      const wanted = { ...ir, outputs: ir.outputs.filter((_, i) => i % 3 === 0) };
      const once = optimizeSemantics(wanted, inputsOf);
      expect(optimizeSemantics(once, inputsOf)).toEqual(once);
      const left = await plan(wanted, model);
      const kept = byName(left);
      const all = new Map(everything.map((view) => [view.emitted.name, view]));
      for (const view of left) {
        const { name } = view.emitted;
        const before = all.get(name);
        // Relationships share a join: how one joins, not what, depends on whether the others are kept.
        const same = before !== undefined && joinsOf(before, everything) === joinsOf(view, left);
        if (!same && isJoin(name)) continue;
        const meaning = same ? decided : shapeOf;
        expect([name, meaning(view)]).toEqual([name, before && meaning(before)]);
      }
      expect([...wanted.outputs, ...wanted.onDemand].filter((name) => !kept.has(name))).toEqual([]);
    }),
    RUNS,
  );
}, 120_000);

test(`views of one project built apart have the rows of those built together (seed ${seed})`, async () => {
  const evidence = [...evidenceOf(whole)];
  const filled = fc.tuple(...evidence.map(([, columns]) => rowsOf(columns)));
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(modelOf(whole), filled, async (model, rows) => {
      const views = await plan(irOf(model), model);
      const connection = await (await DuckDBInstance.create()).connect();
      const rowsIn = async (sql: string) =>
        (await connection.runAndReadAll(`from (${sql}\n) order by all`)).getRowsJson().map(canonicalJson).sort();
      try {
        for (const { sql } of MACROS) await connection.run(sql);
        await connection.run('create schema together');
        for (const [i, [name, columns]] of evidence.entries()) {
          await connection.run(
            `create table together.${name} (${columns.map((c) => `"${c.name}" ${c.type}`).join(', ')})`,
          );
          const values = rows[i] ?? [];
          if (values.length > 0) await connection.run(`insert into together.${name} values ${values.join(', ')}`);
        }
        await connection.run('use together');
        for (const { emitted } of views) await connection.run(`create table ${emitted.name} as ${emitted.sql}`);
        for (const project of ['one', 'two']) {
          await connection.run(`create schema ${project}; use ${project}`);
          for (const [name, columns] of evidence) {
            const own = PATHS.filter((path) => path.startsWith(`${project}/`)).map((path) => `'${path}'`);
            const path = columns.find(({ semantic }) => semantic === 'path')?.name;
            const where = path === undefined ? '' : ` where ${path} in (${own.join(', ')})`;
            await connection.run(`create table ${name} as from together.${name}${where}`);
          }
          for (const { emitted, scope } of views) {
            const sql = scope.value === 'project' ? emitted.sql : `from together.${emitted.name}`;
            await connection.run(`create table ${emitted.name} as ${sql}`);
          }
        }
        for (const { emitted, scope } of views) {
          if (scope.value !== 'project') continue;
          const apart = await rowsIn(`from one.${emitted.name} union all from two.${emitted.name}`);
          expect([emitted.name, apart]).toEqual([emitted.name, await rowsIn(`from together.${emitted.name}`)]);
          if (apart.length > 0) compared++;
        }
      } finally {
        connection.closeSync();
      }
    }),
    RUNS,
  );
  expect(compared).toBeGreaterThan(20);
}, 180_000);
