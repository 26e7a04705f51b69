import { Vector } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvariantViolation } from '../../../plugin/core/invariant';
import { evidenceType } from '../../../plugin/schema/arrow';
import { fileIdOf } from '../file-id';
import type { TableData } from './column-data';
import type { Cell } from './column-source';
import { type EvidenceDatasets, ownColumns } from './columns';
import { tablesOf } from './file-tables';
import { unpackRows } from './packed-rows';
import { recordBatchOf } from './record-batch';
import { RowsBuilder } from './rows-builder';

type Row = Readonly<Record<string, Cell>>;
type Rows = Readonly<Record<string, readonly Row[]>>;

const DATASETS: EvidenceDatasets = {
  words: [
    { name: 'file_id', type: 'UUID', nullable: false, semantic: 'file_id' },
    { name: 'path', type: 'VARCHAR', nullable: false, semantic: 'path' },
    { name: 'word', type: 'VARCHAR', nullable: true },
    { name: 'language', type: 'VARCHAR', nullable: true, semantic: 'language' },
    { name: 'count', type: 'INTEGER', nullable: false },
  ],
  everything: [
    { name: 'text', type: 'VARCHAR', nullable: true },
    { name: 'small', type: 'INTEGER', nullable: true },
    { name: 'big', type: 'BIGINT', nullable: true },
    { name: 'flag', type: 'BOOLEAN', nullable: true },
    { name: 'sure', type: 'BOOLEAN', nullable: false },
    { name: 'list', type: 'VARCHAR[]', nullable: true },
    { name: 'id', type: 'UUID', nullable: true },
    { name: 'path', type: 'VARCHAR', nullable: false, semantic: 'path' },
  ],
};
const TYPES = Object.values(DATASETS).map((columns) => ownColumns(columns).map(evidenceType));

/** The rows of each file, packed, unpacked and put together, by dataset. */
function together(files: readonly (readonly [path: string, rows: Rows])[]): Readonly<Record<string, readonly Row[]>> {
  const builder = new RowsBuilder(DATASETS);
  const packed = files.map(([path, rows]) => {
    for (const [dataset, some] of Object.entries(rows)) for (const row of some) builder.append(dataset, row);
    return { path, tables: unpackRows(builder.finish(), TYPES) };
  });
  return Object.fromEntries(
    tablesOf(DATASETS, packed, { name: 'p', root: '' }).map((table) => [table.dataset, rowsOf(table)]),
  );
}

const rowsOf = (table: TableData): readonly Row[] =>
  recordBatchOf(table)
    .toArray()
    .map((row) => Object.fromEntries(Object.entries(row.toJSON()).map(([name, value]) => [name, plain(value)])));

function plain(value: unknown): Cell {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (value instanceof Vector) return [...value];
  return value as Cell;
}

const text = fc.string({ unit: 'binary', maxLength: 8 });
const id = fc.uint8Array({ minLength: 16, maxLength: 16 });
const nullable = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const everything = fc.record({
  text: nullable(text),
  small: nullable(fc.integer()),
  big: nullable(fc.maxSafeInteger()),
  flag: nullable(fc.boolean()),
  sure: fc.boolean(),
  list: nullable(fc.array(text, { maxLength: 3 })),
  id: nullable(id),
});
const words = fc.record({ word: nullable(text), count: fc.integer() });
const files = fc.array(
  fc.record({ words: fc.array(words, { maxLength: 20 }), everything: fc.array(everything, { maxLength: 20 }) }),
  { maxLength: 6 },
);

const seed = Number(process.env.CPG_TEST_SEED ?? Date.now() % 1_000_000_007);

describe(`rows of files (seed ${seed})`, () => {
  test('arrive as they were emitted, in the order of the files, each with the path of its own', () => {
    fc.assert(
      fc.property(files, (given) => {
        const named = given.map((rows, i) => [`${'directory/'.repeat(i)}${i}.py`, rows] as const);
        const expected: Record<string, Row[]> = {};
        for (const [path, rows] of named) {
          const fileCells = { path, language: 'python', file_id: Buffer.from(fileIdOf(path)).toString('hex') };
          for (const row of rows.words) expected.words = [...(expected.words ?? []), { ...row, ...fileCells }];
          for (const { id, ...row } of rows.everything) {
            const all = { ...row, id: id && Buffer.from(id).toString('hex'), path };
            expected.everything = [...(expected.everything ?? []), all];
          }
        }
        expect(together(named)).toEqual(expected);
      }),
      { seed },
    );
  });

  test('of files without a language say so', () => {
    const rows = { words: [{ word: 'x', count: 1 }] };
    expect(
      together([
        ['a.py', rows],
        ['notes', rows],
      ]).words,
    ).toMatchObject([{ language: 'python' }, { language: null }]);
  });
});

describe('packed rows', () => {
  const builder = new RowsBuilder(DATASETS);

  test('are the same for the same rows, whatever the builder did before', () => {
    const once = () => {
      builder.append('words', { word: 'w', count: 1 });
      return builder.finish();
    };
    const first = once();
    builder.append('words', { word: null, count: 2 });
    builder.append('everything', {
      text: 'x'.repeat(2_000_000),
      small: 1,
      big: 1,
      flag: true,
      sure: true,
      list: ['y'],
      id: null,
    });
    builder.finish();
    expect(once()).toEqual(first);
  });

  test.each([
    ['cut off', (packed: Uint8Array<ArrayBuffer>) => packed.slice(0, -4)],
    ['followed by more', (packed: Uint8Array<ArrayBuffer>) => Uint8Array.from([...packed, 0, 0, 0, 0])],
    ['empty', () => new Uint8Array(0)],
  ])('are refused when they are %s', (_how, damage) => {
    builder.append('words', { word: 'w', count: 1 });
    expect(() => unpackRows(damage(builder.finish()), TYPES)).toThrow(RangeError);
  });
});

test('a row of a dataset that there is not is a bug of the extractor', () => {
  expect(() => new RowsBuilder(DATASETS).append('sentences', {})).toThrow(InvariantViolation);
});
