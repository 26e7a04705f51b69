import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Edge, findCycle, generationsOf } from './digraph';

describe('generationsOf', () => {
  test('a node comes after all its predecessors', () => {
    const edges = [
      { from: 'a', to: 'c' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'd' },
    ];
    expect(generationsOf(['d', 'c', 'b', 'a'], edges)).toEqual([['a', 'b'], ['c'], ['d']]);
  });

  test('the order of nodes and edges does not matter', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const edge = fc
      .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 5 }))
      .filter(([from, to]) => from < to)
      .map(([from, to]): Edge => ({ from: names[from] ?? '', to: names[to] ?? '' }));
    fc.assert(
      fc.property(
        fc
          .array(edge, { maxLength: 12 })
          .chain((e) =>
            fc.tuple(
              fc.constant(e),
              fc.shuffledSubarray(e, { minLength: e.length }),
              fc.shuffledSubarray(names, { minLength: names.length }),
            ),
          ),
        ([edges, shuffledEdges, shuffledNames]) => {
          expect(generationsOf(shuffledNames, shuffledEdges)).toEqual(generationsOf(names, edges));
        },
      ),
    );
  });
});

describe('findCycle', () => {
  test('a cycle is a closed walk', () => {
    const edges = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'b' },
    ];
    expect(findCycle(['a', 'b', 'c'], edges)).toEqual(['b', 'c', 'b']);
  });

  test('a graph without a cycle has none', () => {
    expect(findCycle(['a', 'b'], [{ from: 'a', to: 'b' }])).toBeNull();
  });

  test('a view that reads itself is a cycle', () => {
    expect(findCycle(['a'], [{ from: 'a', to: 'a' }])).toEqual(['a', 'a']);
  });
});
