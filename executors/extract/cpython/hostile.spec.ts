import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TestRows } from '../testing/extract-text';
import { askAll, errorsOf, openPythonExtractors, type PythonExtractors, problemsIn } from './testing/python-extractors';

let extractors: PythonExtractors;
beforeAll(async () => {
  extractors = await openPythonExtractors();
}, 120_000);

/** Asks all three, and checks that every row can be. */
function ask(content: string | Uint8Array): TestRows {
  const rows = askAll(extractors, content);
  expect([...problemsIn(rows, Buffer.from(content).length)]).toEqual([]);
  return rows;
}

/** Names as the tree has them, with the bytes of their spans. */
function names(bytes: Uint8Array) {
  const rows = ask(bytes);
  expect(errorsOf(rows)).toEqual({ ast_errors: [], symtable_errors: [], bytecode_errors: [] });
  return rows.ast_nodes
    ?.filter((n) => n.kind === 'Name')
    .map((n) => [n.name, Buffer.from(bytes).toString('latin1', Number(n.bstart), Number(n.bend))]);
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const everywhere = (row: unknown) => ({ ast_errors: [row], symtable_errors: [row], bytecode_errors: [row] });

describe('spans are bytes of the file on disk', () => {
  test.each([
    [
      'UTF-8',
      Buffer.from('é = "日😀"; y\n'),
      [
        ['é', latin1('Ã©').toString('latin1')],
        ['y', 'y'],
      ],
    ],
    [
      'a byte order mark',
      Buffer.from('\ufeffx = "é"; y\n'),
      [
        ['x', 'x'],
        ['y', 'y'],
      ],
    ],
    [
      'latin-1',
      latin1('# coding: latin-1\nx = "\xe9\xe8"; y; \xe9\n'),
      [
        ['x', 'x'],
        ['y', 'y'],
        ['é', '\xe9'],
      ],
    ],
    [
      'cp1252 in line 2',
      latin1('#!\n# -*- coding: cp1252 -*-\nx = "\x80"; y\n'),
      [
        ['x', 'x'],
        ['y', 'y'],
      ],
    ],
    [
      'gbk',
      latin1('# coding: gbk\nx = "\xc4\xe3\xba\xc3"; y; \xc4\xe3\n'),
      [
        ['x', 'x'],
        ['y', 'y'],
        ['你', '\xc4\xe3'],
      ],
    ],
    [
      'shift-jis with a backslash in a character',
      latin1('# coding: shift_jis\nx = "\x83\x5c"; y\n'),
      [
        ['x', 'x'],
        ['y', 'y'],
      ],
    ],
    [
      'ISO-2022',
      latin1('# coding: iso-2022-jp\nx = "\x1b$B$"\x1b(B"; y\n'),
      [
        ['x', 'x'],
        ['y', 'y'],
      ],
    ],
    [
      'UTF-7',
      latin1('# coding: utf-7\nx = "+AOk-"; y\n'),
      [
        ['x', 'x'],
        ['y', 'y'],
      ],
    ],
    [
      'CRLF',
      Buffer.from('x = 1\r\nif x:\r\n\ty\r\n'),
      [
        ['x', 'x'],
        ['x', 'x'],
        ['y', 'y'],
      ],
    ],
    [
      'lone CR',
      Buffer.from('"""é\r"""\rx = 1\ry\r'),
      [
        ['x', 'x'],
        ['y', 'y'],
      ],
    ],
    [
      'form feeds and tabs',
      Buffer.from('x = 1\n\f\nif x:\n\ty\t\f\n'),
      [
        ['x', 'x'],
        ['x', 'x'],
        ['y', 'y'],
      ],
    ],
    [
      'no newline at the end',
      Buffer.from('x\ny'),
      [
        ['x', 'x'],
        ['y', 'y'],
      ],
    ],
  ])('%s', (_name, bytes, expected) => expect(names(bytes)).toEqual(expected));

  test('names of definitions over continued lines', () => {
    const text = 'async  def \\\n  é(): pass\n@d\nclass\tC: pass\n';
    const rows = ask(text);
    expect(
      rows.ast_defs?.map((d) => Buffer.from(text).toString('utf8', Number(d.name_bstart), Number(d.name_bend))),
    ).toEqual(['é', 'C']);
  });

  test.each([
    ['the parser counts characters', 'é = "日"; y y\n', 'ast_errors', 'y'],
    ['the compiler counts bytes', 'def f():\n  "日"; return 1; é = 1; global é\n', 'bytecode_errors', 'global é'],
    ['scopes count bytes', 'def f():\n  "日"; return 1; é = 1; global é\n', 'symtable_errors', 'global é'],
  ])('of errors: %s', (_name, text, dataset, expected) => {
    const [error] = ask(text)[dataset] ?? [];
    expect(Buffer.from(text).toString('utf8', Number(error?.bstart), Number(error?.bend))).toBe(expected);
  });
});

describe('a file that CPython does not read has one row that says why', () => {
  test.each([
    ['Python 2', 'print "a"\n', "syntax_error: Missing parentheses in call to 'print'. Did you mean print(...)?"],
    ['a NUL', 'x = 1\0\n', 'syntax_error: source code cannot contain null bytes'],
    ['an unknown encoding', '# coding: klingon\n', 'encoding_error: unknown encoding: klingon'],
    [
      '3,000 parentheses',
      `x = ${'('.repeat(3000)}${')'.repeat(3000)}\n`,
      'too_deep: nested more than 1000 levels deep',
    ],
    ['500 parentheses', `x = ${'('.repeat(500)}${')'.repeat(500)}\n`, 'syntax_error: too many nested parentheses'],
    ['a sum of 20,000', `x = ${'1 + '.repeat(20_000)}1\n`, 'too_deep: nested more than 1000 levels deep'],
    ['50,000 signs', `x = ${'-'.repeat(50_000)}1\n`, 'too_deep: nested more than 1000 levels deep'],
    ['5,000 elif', `if a: b\n${'elif a: b\n'.repeat(5000)}`, 'too_deep: nested more than 1000 levels deep'],
    [
      '101 blocks',
      Array.from({ length: 101 }, (_, i) => `${' '.repeat(i)}if x:\n`).join(''),
      'syntax_error: too many levels of indentation',
    ],
    ['a huge number', `x = ${'9'.repeat(5000)}\n`, undefined],
    ['100,000 f-strings', `x = [${'f"{a}", '.repeat(100_000)}]\n`, undefined],
    ['600,000 elements', `x = [${'1, '.repeat(600_000)}]\n`, 'too_many_nodes: more than 500000 names and literals'],
    ['too many bytes', `# ${'x'.repeat(4 * 1024 * 1024)}`, 'too_large: more than 4194304 bytes'],
  ])('%s', (_name, text, message) => {
    const errors = errorsOf(ask(text));
    expect(errors).toEqual(everywhere(message ?? errors.ast_errors?.[0]));
  });

  test.each([
    ['bytes that are not UTF-8', latin1('x = "\xe9"\n')],
    ['bytes that are not what the comment says', latin1('# coding: gbk\nx = "\xff"\n')],
    ['a byte order mark and another encoding', Buffer.from('\ufeff# coding: latin-1\nx = 1\n')],
    ['deep nesting that only its encoding shows', latin1(`# coding: utf-7\nx = ${'1 +AC0- '.repeat(5000)}1\n`)],
  ])('%s', (_name, bytes) => {
    const rows = ask(bytes);
    expect(rows.ast_errors?.map((e) => e.error_type)).toEqual([expect.stringMatching(/^(encoding_error|too_deep)$/)]);
    expect(rows.ast_nodes).toEqual([]);
  });

  test('the file after it is read as if it had not been there', () => {
    ask(`x = ${'1 + '.repeat(20_000)}1\n`);
    expect(ask('x = y\n').ast_nodes).toHaveLength(6);
  });
});

describe('what is unusual is no error', () => {
  test.each([
    ['an empty file', ''],
    ['only a byte order mark', '\ufeff'],
    ['only a comment', '# nothing'],
    ['180 parentheses', `x = ${'('.repeat(180)}y${')'.repeat(180)}\n`],
    ['a sum of 900', `x = ${'1 + '.repeat(900)}1\n`],
    ['450 elif', `if a: b\n${'elif a: b\n'.repeat(450)}`],
    ['450 calls of methods', `x${'.a()'.repeat(450)}\n`],
    ['a literal of 100,000 elements', `x = [${'y, '.repeat(100_000)}]\n`],
    ['2,000 f-strings', `x = {${'"a": f"{b}", '.repeat(2000)}}\n`],
    ['half a surrogate pair', 'x = "\\ud800"\n'],
    ['a number of 5,000 hexadecimal digits', `x = 0x${'f'.repeat(5000)}\n`],
    ['warnings', 'x = "\\d" is 1\n'],
  ])('%s', (_name, text) => {
    expect(errorsOf(ask(text))).toEqual({ ast_errors: [], symtable_errors: [], bytecode_errors: [] });
  });

  test('a link: its target has the facts', () => {
    expect(Object.values(extractors.ast('link.py', 'x = y', 'real.py')).flat()).toEqual([]);
  });
});

test('sets of constants are written in one order', () => {
  const rows = ask('x in {"b", "a", None, 3, (1, ...), b"c"}\n');
  expect(rows.py_bc_consts?.map((c) => c.const_repr)).toContain("frozenset({'a', 'b', (1, Ellipsis), 3, None, b'c'})");
});

describe('rows hold for damaged source', () => {
  test('of a file that holds everything', () => {
    const content = readFileSync(join(__dirname, 'fixtures', 'everything.py'), 'utf8');
    const cut = fc.record({
      from: fc.nat(content.length),
      length: fc.nat(20),
      insert: fc.constantFrom('', '(', '}', '"', '\r', '😀', ' async ', 'lambda: ', '@', '{', ':', '\n', 'f"{'),
    });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 2 }), (cuts) => {
        // A cut may leave half of a surrogate pair, which no file holds; Buffer replaces it.
        ask(
          Buffer.from(
            cuts.reduce((text, c) => text.slice(0, c.from) + c.insert + text.slice(c.from + c.length), content),
          ),
        );
      }),
      { numRuns: 60 },
    );
  });
});
