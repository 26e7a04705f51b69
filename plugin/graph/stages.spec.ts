import { expect, test } from 'vitest';
import { stagesOf } from './stages';

const project = (name: string, ...inputs: string[]) => ({ name, scope: 'project' as const, inputs });
const workspace = (name: string, ...inputs: string[]) => ({ name, scope: 'workspace' as const, inputs });

test('views over evidence of their own project share the first stage', () => {
  const stages = stagesOf([project('a', 'evidence'), project('b', 'a')]);
  expect(Object.fromEntries(stages)).toEqual({ a: 1, b: 1 });
});

test('a view that reads a broadcast comes one stage after what the broadcast is made of', () => {
  const stages = stagesOf([
    project('interface', 'evidence'),
    workspace('symbols', 'interface'),
    project('resolved', 'interface', 'symbols'),
    workspace('totals', 'resolved'),
    project('ranked', 'resolved', 'totals'),
  ]);
  expect(Object.fromEntries(stages)).toEqual({ interface: 1, symbols: null, resolved: 2, totals: null, ranked: 3 });
});

test('a broadcast of evidence alone still has to be complete first', () => {
  expect(stagesOf([workspace('all', 'evidence'), project('own', 'evidence', 'all')]).get('own')).toBe(1);
});

test('a broadcast made of broadcasts does not add a stage', () => {
  const stages = stagesOf([project('a', 'e'), workspace('b', 'a'), workspace('c', 'b'), project('d', 'c', 'e')]);
  expect(stages.get('d')).toBe(2);
});
