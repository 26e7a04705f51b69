import { expect, test } from 'vitest';
import { BUILT_IN_SEMANTIC_TYPES, groupOf, laneOf } from './semantic-type';

test('ids and file identity are in one lane, positions in another, the rest in the third', () => {
  const lanes = Object.fromEntries(BUILT_IN_SEMANTIC_TYPES.map((type) => [type, laneOf(type)]));
  expect(lanes).toMatchObject({
    path: 'identity',
    entity_id: 'identity',
    span_start: 'location',
    line: 'location',
    symbol: 'content',
  });
});

test("a workspace's own type, and a column without one, is content", () => {
  expect(laneOf('x:severity')).toBe('content');
  expect(laneOf(undefined)).toBe('content');
});

test('only types of one group can be compared', () => {
  expect(groupOf('path')).toBe(groupOf('file_id'));
  expect(groupOf('symbol')).toBe(groupOf('qname'));
  expect(groupOf('confidence')).toBeUndefined();
});
