import { expect, test } from 'vitest';
import type { Column } from '../schema/column';
import { sortOrder } from './sort-order';

const column = (name: string, semantic?: Column['semantic']): Column => ({
  name,
  type: 'VARCHAR',
  nullable: false,
  ...(semantic ? { semantic } : {}),
});

test('file and position come first, ids last, content and ids as hashes', () => {
  const columns = [
    column('id', 'entity_id'),
    column('name'),
    column('where', 'path'),
    column('bstart', 'span_start'),
    column('bend', 'span_end'),
    column('kind'),
  ];
  expect(sortOrder(columns)).toEqual(
    ['"where"', 'bstart', 'bend', 'hash("name", kind)', 'hash(id)'].map((s) => s.replace('"name"', 'name')),
  );
});

test('a dataset without files is ordered by its values', () => {
  expect(sortOrder([column('element'), column('kind')])).toEqual(['element', 'kind']);
});
