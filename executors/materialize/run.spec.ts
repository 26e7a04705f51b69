/** What a run builds, skips, cuts off and leaves on disk. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runRecordSchema } from '../runtime/run-record';
import { Store } from '../runtime/store';
import { workspacePlace } from '../runtime/store-paths';
import { writePartition } from '../runtime/write-partition';
import { smallManifest } from './testing/small-manifest';
import { built, SmallWorkspace, type Sources } from './testing/small-workspace';

const SOURCES: Sources = {
  a: { 'a/one.py': 'hello wide world', 'a/two.py': 'hello', 'a/data.txt': 'not words' },
  '@acme/b': { 'b/one.py': 'other WORDS here' },
  empty: {},
};

let workspace: SmallWorkspace;
beforeEach(() => {
  workspace = new SmallWorkspace();
});
afterEach(() => workspace.remove());

const edited = (path: string, text: string): Sources => ({ ...SOURCES, a: { ...SOURCES.a, [path]: text } });

async function rowsOf(dataset: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const stamp = JSON.parse(readFileSync(join(workspace.root, '.cpg/data/workspace', dataset, 'stamp.json'), 'utf8'));
  const paths: string[] = stamp.key.partitions?.map((p: { path: string }) => p.path) ?? [
    `.cpg/data/workspace/${dataset}/part.parquet`,
  ];
  const files = paths.map((p) => `'${join(workspace.root, p).replace('[', '[[]')}'`).join(',');
  const rows = (await connection.runAndReadAll(`from read_parquet([${files}])`)).getRowsJson();
  instance.closeSync();
  return rows;
}

describe('a run', () => {
  it('builds every dataset of every project, empty ones too', async () => {
    const records = await workspace.run(SOURCES);
    expect([...records.values()].filter((r) => r.outcome !== 'built')).toEqual([]);
    expect(await rowsOf('known')).toEqual([
      ['a/one.py', '0', 'HELLO'],
      ['a/one.py', '6', 'WIDE'],
      ['a/one.py', '11', 'WORLD'],
      ['a/two.py', '0', 'HELLO'],
      ['b/one.py', '0', 'OTHER'],
      ['b/one.py', '6', 'WORDS'],
      ['b/one.py', '12', 'HERE'],
    ]);
    expect(await rowsOf('graph_summary')).toContainEqual(['edge', 'file', '4']);
    expect(records.get('empty:cpg-stage-1')?.datasets).toMatchObject({ loud_words: { rows: 0 } });
  });

  it('ends a build with the nodes and edges of each kind, and nothing that varies', async () => {
    const first = await workspace.outcomes(SOURCES);
    const second = await workspace.outcomes(SOURCES);
    const text = first.find((o) => o.record.id === 'cpg:build')?.text;
    expect(text).toBe(second.find((o) => o.record.id === 'cpg:build')?.text);
    expect(text).toMatchInlineSnapshot(`
      "nodes    7
        HELLO  2
        HERE   1
        OTHER  1
        WIDE   1
        WORDS  1
        WORLD  1
      edges   4
        file  4
      "
    `);
  });

  it('does nothing when nothing changed', async () => {
    await workspace.run(SOURCES);
    const before = workspace.data();
    expect(built(await workspace.run(SOURCES))).toEqual([]);
    expect(workspace.data()).toEqual(before);
  });

  it('writes the same bytes with one thread and with two', async () => {
    await workspace.run(SOURCES, { threads: 1 });
    const one = workspace.data();
    const other = new SmallWorkspace();
    await other.run(SOURCES, { threads: 2 });
    expect(other.data()).toEqual(one);
    other.remove();
  });

  it('rebuilds only what reads a column that changed', async () => {
    await workspace.run(SOURCES);
    const moved = await workspace.run(edited('a/one.py', 'hello  wide  world'));
    expect(built(moved)).toEqual([
      'a:cpg-extract-repo-scan repo_files',
      'a:cpg-extract-words words',
      'a:cpg-stage-1 loud_words',
      'a:cpg-stage-2 known',
      'cpg:known known',
      'cpg:repo_files repo_files',
      'cpg:words words',
    ]);
  });

  it('tells a note from a word: nobody reads notes', async () => {
    await workspace.run({ ...SOURCES, a: { 'a/one.py': 'hello' } });
    const records = await workspace.run({ ...SOURCES, a: { 'a/one.py': 'HELLO' } });
    expect(built(records)).toContain('a:cpg-stage-1 loud_words');
    expect(built(records)).not.toContain('a:cpg-stage-1 loud_long');
    expect(built(records)).not.toContain('cpg:vocabulary vocabulary');
  });

  it('gives the bytes of a clean build after an edit', async () => {
    const after = edited('a/two.py', 'brand new thing');
    await workspace.run(SOURCES);
    await workspace.run(after);
    const clean = new SmallWorkspace();
    await clean.run(after);
    expect(workspace.data()).toEqual(clean.data());
    clean.remove();
  });

  it('rebuilds a view whose plan changed and what reads its changed columns', async () => {
    await workspace.run(SOURCES);
    const manifest = smallManifest({ vocabulary: "select distinct loud from loud_long where loud <> 'WIDE'" });
    expect(built(await workspace.run(SOURCES, { manifest }))).toEqual([
      '@acme/b:cpg-stage-2 known',
      'a:cpg-stage-2 known',
      'cpg:graph_summary graph_summary',
      'cpg:known known',
      'cpg:vocabulary vocabulary',
      'empty:cpg-stage-2 known',
    ]);
  });

  it('forgets a project that has gone', async () => {
    await workspace.run(SOURCES);
    await workspace.run({ a: SOURCES.a ?? {} });
    expect(await rowsOf('known')).toHaveLength(4);
  });
});

describe('a damaged store', () => {
  const part = '.cpg/data/a/cpg-extract-words/words';
  const cases: readonly (readonly [string, (directory: string) => void])[] = [
    ['a Parquet file with other bytes', (d) => writeFileSync(join(d, 'part.parquet'), 'x')],
    ['a missing Parquet file', (d) => rmSync(join(d, 'part.parquet'))],
    ['a missing stamp', (d) => rmSync(join(d, 'stamp.json'))],
    ['half a stamp', (d) => writeFileSync(join(d, 'stamp.json'), '{"version":1,')],
    ['a missing lane', (d) => rmSync(join(d, 'lanes/content'))],
    ['another lane', (d) => writeFileSync(join(d, 'lanes/content'), 'x')],
  ];
  it.each(cases)('is repaired: %s', async (_name, damage) => {
    await workspace.run(SOURCES);
    const before = workspace.data();
    damage(join(workspace.root, part));
    expect(built(await workspace.run(SOURCES))).toEqual(['a:cpg-extract-words words']);
    expect(workspace.data()).toEqual(before);
  });

  it('does not feed a view: a partition that does not match its stamp is missing', async () => {
    await workspace.run(SOURCES);
    writeFileSync(join(workspace.root, part, 'part.parquet'), 'x');
    const records = await workspace.run(SOURCES, { only: (t) => t.id === 'a:cpg-stage-1' });
    expect(records.get('a:cpg-stage-1')).toMatchObject({ outcome: 'failed' });
    expect(records.get('a:cpg-stage-1')?.error).toContain('CPG_INPUT_MISSING');
  });

  it('loses datasets that a task no longer makes', async () => {
    await workspace.run(SOURCES);
    const ghost = join(workspace.root, '.cpg/data/a/cpg-stage-1/old_view');
    mkdirSync(ghost);
    await workspace.run(SOURCES);
    expect(existsSync(ghost)).toBe(false);
  });
});

describe('a failure', () => {
  it('skips what needs the task and nothing else', async () => {
    const records = await workspace.run(SOURCES, { failing: { project: 'a', extractor: 'words' } });
    const with_ = (outcome: string) => [...records.values()].filter((r) => r.outcome === outcome).map((r) => r.id);
    expect(with_('failed')).toEqual(['a:cpg-extract-words']);
    expect(with_('skipped').sort()).toEqual([
      '@acme/b:cpg-stage-2',
      'a:cpg-stage-1',
      'a:cpg-stage-2',
      'cpg:build',
      'cpg:graph_summary',
      'cpg:known',
      'cpg:loud_long',
      'cpg:vocabulary',
      'cpg:words',
      'empty:cpg-stage-2',
    ]);
    expect(with_('built').sort()).toContain('@acme/b:cpg-stage-1');
    expect(existsSync(join(workspace.root, '.cpg/data/a/cpg-extract-words'))).toBe(false);
  });

  it('of a source that changed under the build leaves no partition', async () => {
    const records = await workspace.run(SOURCES, { changing: 'a/one.py' });
    expect(records.get('a:cpg-extract-words')?.error).toMatch(/^CPG_SOURCE_CHANGED a\/one\.py changed/);
    expect(existsSync(join(workspace.root, '.cpg/data/a/cpg-extract-words'))).toBe(false);
  });

  it('keeps the previous graph', async () => {
    await workspace.run(SOURCES);
    const before = workspace.data();
    await workspace.run(edited('a/one.py', 'x'), {
      failing: { project: 'a', extractor: 'words' },
      only: (t) => t.project === 'a' && t.target !== 'cpg-extract-repo-scan',
    });
    expect(workspace.data()).toEqual(before);
  });

  it('of a view with a schema other than the manifest says is a defect of ours', async () => {
    const manifest = smallManifest({ vocabulary: 'select distinct loud, 1 as one from loud_long' });
    const records = await workspace.run(SOURCES, { manifest });
    expect(records.get('cpg:vocabulary')?.error).toContain('where the manifest says (loud VARCHAR)');
  });

  it('of a view with a NULL that the manifest excludes is a defect of ours', async () => {
    const manifest = smallManifest({ vocabulary: 'select distinct nullif(loud, loud) as loud from loud_long' });
    const records = await workspace.run(SOURCES, { manifest });
    expect(records.get('cpg:vocabulary')?.error).toContain("NULLs in column 'loud'");
  });

  it('of a view that reads a column outside of its lineage does not go unnoticed', async () => {
    const manifest = smallManifest({ vocabulary: 'select distinct loud from loud_long where times > 0' });
    const records = await workspace.run(SOURCES, { manifest });
    expect(records.get('cpg:vocabulary')?.error).toContain('times');
  });
});

describe('runs', () => {
  it('are recorded, each under its own id', async () => {
    await Promise.all([workspace.run(SOURCES), workspace.run(SOURCES)]);
    const runs = join(workspace.root, '.cpg/runs');
    const ids = readdirSync(runs);
    expect(ids).toHaveLength(2);
    for (const id of ids) {
      const record = runRecordSchema.parse(JSON.parse(readFileSync(join(runs, id, 'run.json'), 'utf8')));
      expect(record.tasks).toHaveLength(19);
      expect(record.id).toBe(id);
    }
  });

  it('at the same time leave a whole graph and no unfinished files', async () => {
    const other = new SmallWorkspace();
    await other.run(SOURCES);
    await Promise.all([workspace.run(SOURCES), workspace.run(SOURCES), workspace.run(SOURCES)]);
    expect(workspace.data()).toEqual(other.data());
    expect(readdirSync(join(workspace.root, '.cpg/tmp'))).toEqual([]);
    other.remove();
  });
});

describe('a store that cannot be written', () => {
  it('is refused with a diagnostic', () => {
    writeFileSync(join(workspace.root, '.cpg'), 'a file in the way');
    expect(() => new Store(workspace.root, 1)).toThrow(/^CPG_STORE_UNWRITABLE/);
    rmSync(join(workspace.root, '.cpg'));
  });

  it('is refused when the disk fails while a view is written, and keeps its graph', async () => {
    await workspace.run(SOURCES);
    const before = workspace.data();
    const store = new Store(workspace.root, 1);
    rmSync(store.temporary, { recursive: true });
    const connection = await (await DuckDBInstance.create()).connect();
    const [loud] = smallManifest().views.vocabulary?.columns ?? [];
    const key = { kind: 'gather', dataset: 'vocabulary', engine: '', columns: [], partitions: [] } as const;
    const write = writePartition({
      connection,
      store,
      place: workspacePlace('vocabulary'),
      source: { sql: "select 'x' as loud" },
      columns: loud === undefined ? [] : [loud],
      order: ['loud'],
      storage: { compression: 'zstd', compressionLevel: 1, rowGroupSize: 2048 },
      key: { ...key, columns: [], partitions: [] },
      engine: '1',
    });
    await expect(write).rejects.toThrow(/^CPG_STORE_UNWRITABLE/);
    expect(workspace.data()).toEqual(before);
  });
});
