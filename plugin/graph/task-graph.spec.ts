import { expect, test } from 'vitest';
import { buildTaskGraph } from './task-graph';

const graph = buildTaskGraph([
  { name: 'wide', inputs: ['base'], columns: 40 },
  { name: 'narrow', inputs: ['base'], columns: 2 },
  { name: 'base', inputs: [], columns: 5 },
  { name: 'end', inputs: ['wide', 'narrow'], columns: 3 },
]);

test('inputs come first, and of the ready ones the one with more work behind it', () => {
  expect(graph.schedule.order).toEqual(['base', 'wide', 'narrow', 'end']);
});

test('the critical path is the most expensive chain, and has no slack', () => {
  expect(graph.schedule.criticalPath).toEqual(['base', 'wide', 'end']);
  expect(graph.schedule.criticalPath.map((name) => graph.schedule.slack[name])).toEqual([0, 0, 0]);
});

test('what is not on it can wait', () => {
  expect(graph.schedule.slack.narrow).toBeGreaterThan(0);
});

test('consumers are known by name', () => {
  expect(graph.consumers.get('base')).toEqual(['narrow', 'wide']);
});
