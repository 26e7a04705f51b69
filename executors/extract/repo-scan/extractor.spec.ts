import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../../plugin/core/digest';
import { type ExtractText, extractorForTests } from '../testing/extract-text';
import repoScan from './extractor';

let extract: ExtractText;
beforeAll(async () => {
  extract = await extractorForTests(repoScan);
});

const lines = (content: string | Uint8Array) =>
  extract('a.py', content).file_line_index?.map((l) => [
    l.line_start_byte,
    l.line_end_byte,
    l.line_text,
    l.newline_kind,
  ]);

describe('files', () => {
  test('every file is a row, whatever is in it', () => {
    const bytes = Uint8Array.of(0x89, 0, 0x80);
    expect(extract('logo.png', bytes).repo_files).toEqual([
      {
        size_bytes: 3,
        file_sha256: sha256(bytes),
        link_target: null,
        is_utf8: false,
        encoding: 'binary',
        newline_kind: null,
      },
    ]);
    expect(extract('empty.txt', '').repo_files).toMatchObject([
      { size_bytes: 0, is_utf8: true, encoding: 'utf-8', newline_kind: 'none' },
    ]);
  });

  test('a link is a row of its own with its target, and has no lines', () => {
    const rows = extract('link.py', 'x = 1\n', '../real.py');
    expect(rows.repo_files).toMatchObject([{ link_target: '../real.py', size_bytes: 6 }]);
    expect(rows.file_line_index).toEqual([]);
  });

  test('only source files have lines', () => {
    expect(extract('notes.md', 'a\nb\n').file_line_index).toEqual([]);
    expect(extract('big.ts', 'x;\n'.repeat(2_000_000)).file_line_index).toEqual([]);
  });
});

describe('the encoding of a file', () => {
  const encoding = (path: string, content: string | Uint8Array) => extract(path, content).repo_files?.[0]?.encoding;
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

  test('is that of its byte order mark', () => {
    expect(encoding('a.py', '\ufeff# coding: latin-1\n')).toBe('utf-8-sig');
    expect(encoding('a.ts', utf16('a\n'))).toBe('utf-16');
    expect(encoding('a.ts', utf16('a\n').swap16())).toBe('utf-16');
    expect(encoding('a.ts', Uint8Array.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0))).toBe('utf-32');
  });

  test.each([
    ['#!/usr/bin/python\n# -*- coding: Latin_1 -*-\n', 'iso-8859-1'],
    ['# vim: set fileencoding=cp1252 :\r\nx\n', 'cp1252'],
    ['\f \r# coding=utf_8-unix\r', 'utf-8'],
    ['# coding: iso8859-15', 'iso8859-15'],
    // Not after code, not in the third line, not in a string.
    ['x = 1\n# coding: cp1252\n', 'utf-8'],
    ['#\n#\n# coding: cp1252\n', 'utf-8'],
    ['"coding: cp1252"\n', 'utf-8'],
  ])('of Python is that of the comment: %j', (text, expected) => {
    expect(encoding('a.py', text)).toBe(expected);
    expect(encoding('a.js', text)).toBe('utf-8');
  });

  test('is UTF-8, or not known, or none at all', () => {
    expect(encoding('a.md', 'é')).toBe('utf-8');
    expect(encoding('a.md', Uint8Array.of(0x63, 0xe9))).toBe('unknown-8bit');
    expect(encoding('a.md', 'a\0')).toBe('binary');
  });
});

test.each([
  ['', 'none'],
  ['a', 'none'],
  ['a\n\nb', 'lf'],
  ['\r\na\r\n', 'crlf'],
  ['a\rb\r', 'cr'],
  ['a\n\rb', 'mixed'],
  ['a\r\nb\n', 'mixed'],
  ['a\nb\r\n', 'mixed'],
  ['a\r\n\r', 'mixed'],
])('the newlines of %j are %s', (text, kind) => {
  expect(extract('a.txt', text).repo_files).toMatchObject([{ newline_kind: kind }]);
});

test('the newline kind of a file is that of its lines, for any content', () => {
  const content = fc.array(fc.constantFrom('\n', '\r', '\r\n', 'a')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(content, (text) => {
      const rows = extract('a.py', text);
      const kinds = new Set(rows.file_line_index?.map((l) => l.newline_kind));
      kinds.delete('none');
      const expected = kinds.size === 0 ? 'none' : kinds.size === 1 ? [...kinds][0] : 'mixed';
      expect(rows.repo_files?.[0]?.newline_kind).toBe(expected);
    }),
  );
});

describe('the scope', () => {
  const scope = (path: string, content: string, linkTarget?: string) =>
    (extract(path, content, linkTarget).scope_manifest ?? []).map((r) => [r.included, r.reason, r.pattern, r.line_no]);

  test('says of each file whether its syntax is read', () => {
    expect(scope('a.py', 'x')).toEqual([[true, 'source', null, null]]);
    expect(scope('a.md', 'x')).toEqual([[false, 'no_language', null, null]]);
    expect(scope('a.py', 'x', 'b.py')).toEqual([[false, 'link', null, null]]);
    expect(scope('a.ts', 'x;\n'.repeat(2_000_000))).toEqual([[false, 'too_large', null, null]]);
  });

  test('says which patterns are in force, as git reads them', () => {
    expect(scope('a/.gitignore', '\ufeff*.log  \r\n\n# no\n\\#yes\n!keep.log\r\nspace\\ \n dir/\t\n').slice(1)).toEqual(
      [
        [false, 'git_ignored', '*.log', 0],
        [false, 'git_ignored', '\\#yes', 3],
        [true, 'git_reincluded', '!keep.log', 4],
        [false, 'git_ignored', 'space\\ ', 5],
        [false, 'git_ignored', ' dir/', 6],
      ],
    );
    expect(scope('.nxignore', 'x\n!y').slice(1)).toEqual([
      [false, 'nx_ignored', 'x', 0],
      [true, 'nx_reincluded', '!y', 1],
    ]);
    expect(scope('x.gitignore', 'x\n')).toHaveLength(1);
  });
});

describe('lines', () => {
  test('end at LF, CRLF and a lone CR, and at nothing else', () => {
    expect(lines('a\r\nb\rc\n\n\fd\u2028e')).toEqual([
      [0, 3, 'a', 'crlf'],
      [3, 5, 'b', 'cr'],
      [5, 7, 'c', 'lf'],
      [7, 8, '', 'lf'],
      [8, 14, '\fd\u2028e', 'none'],
    ]);
    expect(lines('')).toEqual([]);
    expect(lines('\n')).toEqual([[0, 1, '', 'lf']]);
  });

  test('are counted from zero', () => {
    expect(extract('a.ts', 'a\nb').file_line_index?.map((l) => l.line_no)).toEqual([0, 1]);
  });

  test('keep NUL and a byte order mark, and replace bytes that are not UTF-8', () => {
    expect(lines('\ufeffa\0b')).toEqual([[0, 6, '\ufeffa\0b', 'none']]);
    expect(lines(Uint8Array.of(0x63, 0xe9, 0x0a))).toEqual([[0, 3, 'c\ufffd', 'lf']]);
  });

  test('are cut to 10,000 bytes between characters, with exact ends', () => {
    expect(lines(`x${'é'.repeat(6000)}\n`)).toEqual([[0, 12_002, `x${'é'.repeat(4999)}`, 'lf']]);
  });

  test('together cover the file, for any content', () => {
    const content = fc.array(fc.constantFrom('\n', '\r', 'a', 'é', '😀', '\0')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(content, (text) => {
        let at = 0;
        for (const [start, end, line, newline] of lines(text) ?? []) {
          const ending = { lf: '\n', crlf: '\r\n', cr: '\r', none: '' }[String(newline)];
          expect(start).toBe(at);
          expect(Buffer.from(text).subarray(Number(start), Number(end)).toString()).toBe(`${line}${ending}`);
          at = Number(end);
        }
        expect(at).toBe(Buffer.byteLength(text));
      }),
    );
  });
});
