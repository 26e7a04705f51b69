/** What each phase makes of a small model, and what the built-in relationships are inferred to be. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileWorkspace } from '../compile';
import { unwrap } from '../core/result';
import { declarationRoots } from '../declaration/declaration-roots';
import type { Declarations } from '../declaration/declarations';
import { loadDeclarations } from '../declaration/load';
import type { Manifest } from '../manifest/manifest-schema';
import { EDGE_KINDS, NODE_KINDS, PROPERTY_KEYS } from '../model/graph/catalog';
import { compileSemantics } from '../semantics/compile-semantics';
import { optimizeSemantics } from '../semantics/optimize';
import { planViews } from './plan-views';
import { startPlanning } from './planning';

const CATALOG = { nodeKinds: NODE_KINDS, edgeKinds: EDGE_KINDS, propertyKeys: PROPERTY_KEYS };
const root = join(__dirname, '..', '..');
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const golden = (file: string): string => join(__dirname, 'goldens', file);

let declarations: Declarations;
let manifest: Manifest;
beforeAll(async () => {
  declarations = unwrap(await loadDeclarations({ roots: declarationRoots(root, '.'), workspaceRoot: root }));
  manifest = unwrap(await compileWorkspace({ workspaceRoot: root, projectRoot: '.' }));
}, 120_000);

describe('a model of three entities, two relationships and a view', () => {
  const NAMES = ['file', 'cst_def', 'scip_occurrence', 'rel_def_in_file', 'rel_def_symbol', 'dim_exported_defs'];
  /** One output, so that what it does not need is dropped. */
  const OUTPUTS = ['cpg_edges', 'rel_def_symbol'];

  test('before and after every phase', async () => {
    const chosen = <T extends { readonly value: { readonly name: string } }>(from: readonly T[]): T[] =>
      from.filter(({ value }) => NAMES.includes(value.name)).map((found) => ({ ...found, builtIn: false }));
    const { entities, relationships, views } = declarations;
    const model = {
      ...declarations,
      entities: chosen(entities),
      relationships: chosen(relationships),
      views: chosen(views),
    };
    const compiled = unwrap(compileSemantics({ declarations: model, catalog: CATALOG, reserved: [] }));
    await expect(json(compiled)).toMatchFileSnapshot(golden('1-compiled.json'));

    const planning = await startPlanning(declarations.extractors.map(({ value }) => value));
    try {
      const planned = unwrap(await planViews({ ...compiled, outputs: OUTPUTS }, planning, CATALOG));
      const inputs = new Map(planned.map((view) => [view.emitted.name, [...view.inputs.keys()]]));
      const optimized = optimizeSemantics({ ...compiled, outputs: OUTPUTS }, ({ name }) => inputs.get(name) ?? []);
      await expect(json(optimized)).toMatchFileSnapshot(golden('2-optimized.json'));
      const inferred = planned.map(({ emitted, columns, scope, inputs, keepsOrder }) => ({
        name: emitted.name,
        inferred: emitted.inferred,
        columns,
        scope,
        inputs: Object.fromEntries(inputs),
        keepsOrder,
      }));
      await expect(json(inferred)).toMatchFileSnapshot(golden('3-inferred.json'));
      const sql = planned.map(({ emitted }) => `-- ${emitted.name}: ${emitted.description}\n${emitted.sql};\n`);
      await expect(sql.join('\n')).toMatchFileSnapshot(golden('4-emitted.sql'));
    } finally {
      planning.catalog.close();
    }
  });
});

test('what is inferred of the built-in relationships, and their SQL', async () => {
  const relates = Object.entries(manifest.views).filter(([, { kind }]) => kind === 'relate');
  expect(relates.length).toBeGreaterThan(14);
  for (const [name, view] of relates) {
    const said = Object.entries(view.inferred).map(([what, { value, confidence, evidence, fallbackReason }]) => {
      const why = [...evidence, ...(fallbackReason === undefined ? [] : [`else ${fallbackReason}`])].join('; ');
      return `-- ${what}: ${JSON.stringify(value)} (${confidence}; ${why})`;
    });
    const text = [`-- ${view.description}`, ...said, `${view.sql};`, ''].join('\n');
    await expect(text).toMatchFileSnapshot(golden(join('relationships', `${name}.sql`)));
  }
});

test('docs/model.md shows the whole model', () => {
  execFileSync('node', [join(root, 'scripts', 'model-doc.mjs'), '--check'], { stdio: 'pipe' });
});
