import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { laneFiles } from '../runtime/lanes';
import { type PendingPartition, Store } from '../runtime/store';
import { BuiltFromNothing, type Wanted } from './built-from-nothing';

let root: string;
let store: Store;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nothing-'));
  store = new Store(root, 1);
});
afterEach(() => {
  store.close();
  rmSync(root, { recursive: true });
});

const digest = (character: string) => character.repeat(64);

const wanted = (partition: string, fingerprint = digest('a')): Wanted => ({
  place: { partition, producer: 'cpg-stage-1', dataset: 'v' },
  key: {
    kind: 'view',
    view: 'v',
    fingerprint,
    engine: digest('b'),
    scope: 'project',
    columns: [['x', 'BIGINT']],
    order: ['x'],
    storage: { compression: 'zstd', compressionLevel: 1, rowGroupSize: 2048 },
    inputs: { w: [{ partition, rows: 0, columns: { x: digest('c') } }] },
  },
  columns: [],
});

let made = 0;
function make({ place, key, columns }: Wanted): PendingPartition {
  const parquet = store.temporaryFile('parquet');
  writeFileSync(parquet, `made ${++made}`);
  const content = { sha256: digest('d'), bytes: 6, rows: 0, columns: { x: digest('e') } };
  const lanes = laneFiles(columns, [{ partition: place.partition, rows: 0, columns: content.columns }]);
  return { place, parquet, stamp: { version: 1, key, parquet: content }, lanes };
}

const files = (pending: readonly PendingPartition[]) => pending.map((p) => readFileSync(p.parquet ?? '', 'utf8'));

test('what is made of nothing is made once, also when two projects want it at the same time', async () => {
  made = 0;
  const built = new BuiltFromNothing(store);
  const shared = (partition: string) => built.share([wanted(partition)], async () => [make(wanted(partition))]);
  const [one, two] = await Promise.all([shared('one'), shared('two')]);
  const three = await shared('three');
  expect([one, two, three].flatMap(files)).toEqual(['made 1', 'made 1', 'made 1']);
  expect(new Set([one, two, three].map(([p]) => p?.parquet)).size).toBe(3);
  expect(two).toEqual([{ ...make(wanted('two')), parquet: two[0]?.parquet }]);
});

test('another view is made of its own', async () => {
  made = 0;
  const built = new BuiltFromNothing(store);
  for (const fingerprint of ['1', '2'].map(digest)) {
    const own = wanted('one', fingerprint);
    expect((await built.share([own], async () => [make(own)]))[0]?.stamp.key).toEqual(own.key);
  }
  expect(made).toBe(2);
});

test('a failure is that of the project in which it happened', async () => {
  made = 0;
  const built = new BuiltFromNothing(store);
  const failing = built.share([wanted('one')], () => Promise.reject(new Error('no room')));
  const next = built.share([wanted('two')], async () => [make(wanted('two'))]);
  await expect(failing).rejects.toThrow('no room');
  expect(files(await next)).toEqual(['made 1']);
});
