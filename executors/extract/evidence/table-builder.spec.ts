import { describe, expect, test } from 'vitest';
import { InvariantViolation } from '../../../plugin/core/invariant';
import { columnList } from '../../../plugin/schema/column';
import { fileId, int, nullable, path, text } from '../../../plugin/schema/columns';
import { fileIdOf } from '../file-id';
import { recordBatchOf } from './record-batch';
import { TableBuilder } from './table-builder';

const COLUMNS = { file_id: fileId(), path: path(), word: nullable(text()), count: int() };
const cells = (of: string) => ({
  file_id: fileIdOf(of),
  path: of,
  language: null,
  project: 'p',
  project_root: '',
});

describe('TableBuilder', () => {
  test('fills in what the rows of a file share', () => {
    const table = new TableBuilder('words', columnList(COLUMNS));
    table.append({ word: 'a', count: 1 });
    table.append({ word: null, count: 2 });
    table.endFile(cells('one.py'));
    table.endFile(cells('empty.py'));
    table.append({ word: '', count: 3 });
    table.endFile(cells('two.py'));
    const rows = recordBatchOf(table.finish())
      .toArray()
      .map((row) => ({ ...row.toJSON() }));
    expect(rows).toEqual([
      { file_id: new Uint8Array(fileIdOf('one.py')), path: 'one.py', word: 'a', count: 1 },
      { file_id: new Uint8Array(fileIdOf('one.py')), path: 'one.py', word: null, count: 2 },
      { file_id: new Uint8Array(fileIdOf('two.py')), path: 'two.py', word: '', count: 3 },
    ]);
  });

  test.each([
    ['a NULL where there may be none', { word: 'a', count: null }],
    ['a value of another type', { word: 1, count: 1 }],
    ['a fraction', { word: 'a', count: 0.5 }],
    ['a number that does not fit', { word: 'a', count: 2 ** 31 }],
    ['a row without one of its columns', { word: 'a' }],
  ])('%s is a bug of the extractor', (_what, row) => {
    expect(() => new TableBuilder('words', columnList(COLUMNS)).append(row)).toThrow(InvariantViolation);
  });
});
