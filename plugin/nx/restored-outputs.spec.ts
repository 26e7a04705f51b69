import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../core/digest';
import { temporaryWorkspace } from '../manifest/testing/temporary-workspace';
import { rejectDamaged } from './restored-outputs';

const OUTPUT = '.cpg/data/shop/cpg-stage-1';
const stamp = (rows: string) => JSON.stringify({ parquet: { sha256: sha256(rows) } });
const WHOLE = {
  [`${OUTPUT}/whole/part.parquet`]: 'rows',
  [`${OUTPUT}/whole/stamp.json`]: stamp('rows'),
  '.cpg/data/workspace/gather/stamp.json': '{ "parquet": null }',
};

test('files that are what their stamps say stay as they are', () => {
  using workspace = temporaryWorkspace(WHOLE);
  const outputs = [OUTPUT, '.cpg/data/workspace/gather', '.cpg/data/shop/cpg-stage-8'];
  expect(rejectDamaged(workspace.root, outputs)).toEqual([]);
  for (const file of Object.keys(WHOLE)) expect(existsSync(join(workspace.root, file)), file).toBe(true);
});

test('a file that is another, is gone or has a stamp that cannot be read is named, and its stamp taken away', () => {
  const damaged = {
    [`${OUTPUT}/changed/part.parquet`]: 'other',
    [`${OUTPUT}/changed/stamp.json`]: stamp('rows'),
    [`${OUTPUT}/gone/stamp.json`]: stamp('rows'),
    [`${OUTPUT}/unreadable/part.parquet`]: 'rows',
    [`${OUTPUT}/unreadable/stamp.json`]: '{ "parq',
  };
  using workspace = temporaryWorkspace({ ...WHOLE, ...damaged });
  const names = ['changed', 'gone', 'unreadable'].map((name) => `${OUTPUT}/${name}`);
  expect(rejectDamaged(workspace.root, [OUTPUT])).toEqual(names);
  for (const name of names) expect(existsSync(join(workspace.root, name, 'stamp.json'))).toBe(false);
  expect(existsSync(join(workspace.root, OUTPUT, 'whole/stamp.json'))).toBe(true);
});
