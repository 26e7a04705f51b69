import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rowsOf } from './rows-of';

const HERE = join(__dirname, 'rows-of.spec.ts');

const FILE = { path: 'src/a.py' };
const REFERENCE = { ...FILE, ref_kind: 'name', ref_text: "it's", bstart: 4, bend: 8 };

test('rows of a view over rows of what it reads; file and language follow from the path', async () => {
  const [row, ...others] = await rowsOf('cst_refs_norm', { cst_refs: [REFERENCE] }, HERE);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ path: 'src/a.py', language: 'python', bstart: 4, bend: 8, ref_text: "it's" });
  expect(row?.ref_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(row?.file_id).toMatch(/^[0-9a-f-]{36}$/);
});

test('views in between are computed, and what is not given is empty', async () => {
  const rows = await rowsOf('cpg_nodes', { cst_refs: [REFERENCE] }, HERE);
  expect(rows.map((row) => row.node_kind)).toEqual(['CST_REF']);
});

test('rows of a view can be given instead', async () => {
  const given = { cst_refs_norm: [{ ...FILE, entity_id: '00000000-0000-0000-0000-000000000001', bstart: 1, bend: 2 }] };
  expect(await rowsOf('cpg_nodes', given, HERE)).toMatchObject([{ node_kind: 'CST_REF', bstart: 1 }]);
});

test('a dataset or column that does not exist is named, with the nearest', async () => {
  await expect(rowsOf('cst_reffs', {}, HERE)).rejects.toThrow("unknown dataset 'cst_reffs'");
  await expect(rowsOf('cst_refs_norm', { cst_ref: [] }, HERE)).rejects.toThrow("Did you mean 'cst_refs'?");
  await expect(rowsOf('cst_refs_norm', { cst_refs: [{ bstat: 1 }] }, HERE)).rejects.toThrow("Did you mean 'bstart'?");
});

test('without a manifest above there is nothing to compute', async () => {
  await expect(rowsOf('cst_refs_norm', {}, '/no/such/file.mjs')).rejects.toThrow('CPG_MANIFEST_MISSING');
});
