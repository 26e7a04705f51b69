import { beforeAll, expect, test } from 'vitest';
import { flowOf, loadFlow } from '../testing/extract-flow';

beforeAll(loadFlow);

test('a generator is a container of what it yields', () => {
  const words = flowOf('function* f() { yield a; yield* b() } for (const x of f()) x()');
  expect(words.returns()).toEqual(['f: {list}']);
  expect(words.stores()[0]).toBe('{list}[?] = a');
  expect(words.calls().at(-4)).toContain('f()[*]');
});

test('`await` gives what an async function returns', () => {
  expect(flowOf('async function f() { return g } (await f())()').calls()).toEqual([
    'module: call f()',
    'module: call f()()',
  ]);
});
