import { describe, expect, test } from 'vitest';
import { type ExtractorDeclaration, extractorSchema } from '../../declaration/extractor';
import repoScan from './repo-scan';
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
