import { beforeAll, expect, test } from 'vitest';
import { packageVersion } from '../../../plugin/manifest/engine';
import { type ExtractText, extractorForTests } from '../testing/extract-text';
import treeSitter from './extractor';

let extract: ExtractText;
beforeAll(async () => {
  extract = await extractorForTests(treeSitter);
});

const manifest = (path: string, content: string) => extract(path, content).cst_parse_manifest?.[0];

test('a parsed file says what parsed it', () => {
  expect(manifest('a.tsx', 'x;')).toMatchObject({
    parser: 'web-tree-sitter',
    parser_version: packageVersion('web-tree-sitter'),
    grammar: 'tree-sitter-typescript',
    grammar_version: packageVersion('tree-sitter-typescript'),
  });
  expect(manifest('a.ts', '')).toBeUndefined();
});

test.each([
  ['x\r\ny\n', 'utf-8', 'crlf', true],
  ['x\ry', 'utf-8', 'cr', false],
  ['\ufeffx\n', 'utf-8-sig', 'lf', true],
  ['x', 'utf-8', null, false],
])('%j: how a file is written', (content, encoding, default_newline, has_trailing_newline) => {
  expect(manifest('a.py', content)).toMatchObject({ encoding, default_newline, has_trailing_newline });
});

test.each([
  ['if x:\n  y\n  if z:\n    w\nif v:\n        u\n', '  '],
  ['if x:\n\ty\n', '\t'],
  ['"""\n  text\n"""\nx\n', null],
])('%j: the step by which lines are indented', (content, default_indent) => {
  expect(manifest('a.py', content)).toMatchObject({ default_indent });
});

test('imports from __future__', () => {
  expect(manifest('a.py', 'from __future__ import annotations, division as d\n')?.future_imports).toEqual([
    'annotations',
    'division',
  ]);
});
