import { expect, test } from 'vitest';
import { arrowSchema } from './arrow';
import { columnList } from './column';
import { bigint, fileId, flag, int, nullable, text, texts } from './columns';

test('an Arrow schema follows from the columns', () => {
  const columns = { id: fileId(), a: text(), b: nullable(int()), c: bigint(), d: flag(), e: texts() };
  expect(arrowSchema(columnList(columns)).fields.map(String)).toEqual([
    'id: Dictionary<Int32, FixedSizeBinary[16]>',
    'a: Dictionary<Int32, Utf8>',
    'b: Int32',
    'c: Int64',
    'd: Bool',
    'e: List<Dictionary<Int32, Utf8>>',
  ]);
  expect(arrowSchema(columnList(columns)).fields.map((f) => f.nullable)).toEqual([
    false,
    false,
    true,
    false,
    false,
    false,
  ]);
});

test('a type that evidence cannot have is refused', () => {
  expect(() => arrowSchema([{ name: 'x', type: 'HUGEINT', nullable: false }])).toThrow("column 'x' has type HUGEINT");
});
