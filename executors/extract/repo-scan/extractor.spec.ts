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
    const bytes = Uint8Array.of(0xff, 0, 0x80);
    expect(extract('logo.png', bytes).repo_files).toEqual([
      { size_bytes: 3, file_sha256: sha256(bytes), link_target: null, is_utf8: false },
    ]);
    expect(extract('empty.txt', '').repo_files).toMatchObject([{ size_bytes: 0, is_utf8: true }]);
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
