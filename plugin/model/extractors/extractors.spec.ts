import { describe, expect, test } from 'vitest';
import { type ExtractorDeclaration, extractorSchema } from '../../declaration/extractor';
import repoScan from './repo-scan';
import scip from './scip';
import treeSitter from './tree-sitter';

const EXTRACTORS: readonly ExtractorDeclaration[] = [repoScan, treeSitter];

describe.each(EXTRACTORS)('$name', (extractor) => {
  test('is a valid declaration', () => {
    expect(extractorSchema.parse(extractor)).toEqual(extractor);
  });

  test('starts every dataset with the identity of the file', () => {
    for (const { columns } of Object.values(extractor.datasets)) {
      expect(Object.keys(columns).slice(0, 2)).toEqual(['file_id', 'path']);
    }
  });
});

test('only repo_files changes with every edit: no other dataset holds a digest of the content', () => {
  const withDigest = Object.entries({ ...repoScan.datasets, ...treeSitter.datasets })
    .filter(([, { columns }]) => 'file_sha256' in columns)
    .map(([name]) => name);
  expect(withDigest).toEqual(['repo_files']);
});

test('an extractor of projects says what is around them, and only such a one', () => {
  expect(extractorSchema.safeParse(scip).success).toBe(true);
  expect(extractorSchema.safeParse({ ...scip, context: undefined }).success).toBe(false);
  expect(extractorSchema.safeParse({ ...treeSitter, context: scip.context }).success).toBe(false);
  expect(extractorSchema.safeParse({ ...scip, context: { ...scip.context, root: ['../outside'] } }).success).toBe(
    false,
  );
});
