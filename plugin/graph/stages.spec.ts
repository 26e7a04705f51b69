import { expect, test } from 'vitest';
import { stagesOf } from './stages';

const project = (name: string, ...inputs: string[]) => ({ name, scope: 'project' as const, inputs, onDemand: false });
const workspace = (name: string, ...inputs: string[]) => ({ ...project(name, ...inputs), scope: 'workspace' as const });
const onDemand = (view: ReturnType<typeof project>) => ({ ...view, onDemand: true });

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

test('views of evidence that the graph does not read come apart from it', () => {
  const views = [
    project('a', 'e', 'f'),
    project('edges', 'a'),
    project('own', 'f'),
    project('tokens', 'dear'),
    project('both', 'a', 'tokens'),
    onDemand(project('calls', 'flow')),
  ];
  const stages = stagesOf(views, ['edges']);
  expect(Object.fromEntries(stages)).toEqual({ a: 1, edges: 1, own: 1, tokens: 2, both: 2, calls: 3 });
});

test('views on demand that read one another share a stage behind those of the build', () => {
  const stages = stagesOf([
    project('a', 'e'),
    onDemand(project('z', 'dear')),
    onDemand(project('y', 'dear', 'a')),
    onDemand(project('other', 'scip')),
    onDemand(project('x', 'y', 'z')),
    workspace('total', 'a'),
  ]);
  expect(Object.fromEntries(stages)).toEqual({ a: 1, other: 2, x: 3, y: 3, z: 3, total: null });
});

test('views on demand that are made of the same evidence share a stage', () => {
  const stages = stagesOf([
    project('a', 'e'),
    onDemand(project('nodes', 'dear')),
    onDemand(project('calls', 'captures')),
    onDemand(project('edges', 'dear')),
    onDemand(project('both', 'captures', 'dear')),
  ]);
  expect(Object.fromEntries(stages)).toEqual({ a: 1, both: 2, calls: 3, edges: 4, nodes: 4 });
});

test('a view on demand that an output reads is built with it', () => {
  const stages = stagesOf([onDemand(project('a', 'e')), project('b', 'a'), onDemand(project('c', 'a'))]);
  expect(Object.fromEntries(stages)).toEqual({ a: 1, b: 1, c: 2 });
});

test('a view on demand that reads a broadcast comes after it', () => {
  const stages = stagesOf([
    project('a', 'e'),
    workspace('b', 'a'),
    project('c', 'b'),
    onDemand(project('d', 'a', 'b')),
  ]);
  expect(Object.fromEntries(stages)).toEqual({ a: 1, b: null, c: 2, d: 3 });
});
