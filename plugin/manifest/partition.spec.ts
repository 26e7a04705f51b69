import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partitionOf } from './partition';

test.each(['web', 'api-client', 'a_b'])('a plain name stands for itself: %s', (name) => {
  expect(partitionOf(name)).toBe(name);
});

test('names that look alike are different partitions', () => {
  const names = [
    '@acme/a',
    'acme-a',
    'acme/a',
    'Acme-a',
    'ACME-A',
    'workspace',
    'workspace-files',
    '..',
    '.',
    '',
    'a--b',
  ];
  expect(new Set(names.map(partitionOf)).size).toBe(names.length);
});

test('reserved partitions belong to no project', () => {
  expect(partitionOf('workspace')).not.toBe('workspace');
  expect(partitionOf('workspace-files')).not.toBe('workspace-files');
});

test('any two names have two partitions, and each is a safe file name', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(partitionOf(a)).toMatch(/^[a-z0-9][a-z0-9_-]*$/);
      expect(partitionOf(a) === partitionOf(b)).toBe(a === b);
    }),
  );
});
