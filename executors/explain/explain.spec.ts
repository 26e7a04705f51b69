/** What `cpg explain` prints of this repository's own graph. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readManifest } from '../../plugin/manifest/read-manifest';
import { temporaryWorkspace } from '../../plugin/manifest/testing/temporary-workspace';
import { capabilitySnapshotSchema } from './capabilities';
import { explanationOf } from './explain';
import { explain } from './explanation';

const ROOT = join(__dirname, '..', '..');
const read = readManifest(join(ROOT, 'cpg.manifest.json'), 'cpg.manifest.json');
if (!read.ok) throw new Error('the manifest of this repository cannot be read');
const manifest = read.value;

describe('a dataset', () => {
  test('has an explanation, be it a view or evidence, in which every decision has its confidence and reasons', async () => {
    const names: string[] = JSON.parse(await explanationOf(ROOT, { json: true }));
    expect(names).toEqual(expect.arrayContaining([...Object.keys(manifest.views), 'cst_defs']));
    for (const name of names) {
      const explanation = explain(manifest, name);
      expect(explanation, name).toBeDefined();
      for (const decision of explanation?.decisions ?? []) {
        expect(decision.confidence, `${name} ${decision.about}`).toBeGreaterThan(0);
        const reasons = [
          ...decision.evidence,
          ...(decision.fallbackReason === undefined ? [] : [decision.fallbackReason]),
        ];
        expect(reasons, `${name} ${decision.about}`).not.toEqual([]);
      }
    }
  });

  test('a relationship says how it is joined, and why', async () => {
    const text = await explanationOf(ROOT, { dataset: 'rel_docstring_of_def' });
    expect(text).toContain('made by     <project>:cpg-stage-1, cpg:rel_docstring_of_def');
    expect(text).toMatch(
      /^strategy {4}foreign_key, 85 % sure\n {12}- owner_def_id of cst_docstring refers to cst_def$/m,
    );
    expect(text).toMatch(/^reads {7}file_quality: 2 of \d+ columns, file_quality_score, path$/m);
  });

  test('evidence says what its rows depend on, and who reads which columns', async () => {
    const text = await explanationOf(ROOT, { dataset: 'cst_defs' });
    expect(text).toMatch(/^key {9}the bytes and paths of the sources$/m);
    expect(text).toMatch(/^ {12}tree-sitter-python \d/m);
    expect(text).toMatch(/^read by {5}cst_defs_norm: .*name_bstart/m);
  });

  test('what only whoever asks for it makes says so', async () => {
    expect(await explanationOf(ROOT, { dataset: 'call_graph' })).toContain('on demand: not part of cpg:build');
    expect(await explanationOf(ROOT, { dataset: 'flow_calls' })).toContain('on demand: not part of cpg:build');
    expect(await explanationOf(ROOT, { dataset: 'ast_nodes' })).toContain('part of cpg:build');
  });

  test('a name that does not exist is an error with the nearest one', async () => {
    await expect(explanationOf(ROOT, { dataset: 'cst_def' })).rejects.toThrow(/CPG_UNKNOWN_DATASET.*'cst_def'/);
  });

  test('a workspace without a manifest is told apart', async () => {
    using workspace = temporaryWorkspace({});
    await expect(explanationOf(workspace.root, { dataset: 'cst_defs' })).rejects.toThrow(/CPG_MANIFEST_MISSING/);
  });
});

describe('capabilities', () => {
  test('are those that this machine shows, and what is off says how to turn it on', async () => {
    const snapshot = capabilitySnapshotSchema.parse(
      JSON.parse(await explanationOf(ROOT, { capabilities: true, json: true })),
    );
    expect(snapshot.engine.filter(({ on }) => !on)).toEqual([]);
    expect(snapshot.evidence).toContainEqual(
      expect.objectContaining({
        name: 'scip: @sourcegraph/scip-python',
        on: false,
        toTurnOn: 'npm i -D @sourcegraph/scip-python, then nx sync',
      }),
    );
    expect(await explanationOf(ROOT, { capabilities: true })).toMatch(/^on {3}ast +reads python, /m);
  });

  test('a tool that was installed after the manifest was compiled waits for nx sync', async () => {
    using workspace = temporaryWorkspace({ 'cpg/cpg.manifest.json': JSON.stringify(manifest) });
    const directory = join(workspace.root, 'node_modules/@sourcegraph/scip-python');
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'package.json'), '{ "name": "@sourcegraph/scip-python", "version": "9.9.9" }');
    const { evidence } = JSON.parse(await explanationOf(workspace.root, { capabilities: true, json: true }));
    expect(evidence).toContainEqual({
      name: 'scip: @sourcegraph/scip-python',
      on: false,
      because: '9.9.9 is installed, the manifest knows absent',
      toTurnOn: 'nx sync',
    });
  });
});
