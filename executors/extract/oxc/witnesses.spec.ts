import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import astDeclaration from '../../../plugin/model/extractors/ast';
import bytecodeDeclaration from '../../../plugin/model/extractors/bytecode';
import symtableDeclaration from '../../../plugin/model/extractors/symtable';
import { open as openAst } from '../ast/ecmascript/extract';
import { open as openBytecode } from '../bytecode/ecmascript/extract';
import { defineRuntime } from '../extractor-runtime';
import { open as openSymtable } from '../symtable/ecmascript/extract';
import { type ExtractText, extractorForTests, type TestRows } from '../testing/extract-text';
import { rowProblems } from './testing/check-rows';
import { fixture, fixtureNames } from './testing/fixtures';

let witnesses: readonly ExtractText[];
beforeAll(async () => {
  witnesses = await Promise.all([
    extractorForTests(defineRuntime({ declaration: astDeclaration, open: openAst })),
    extractorForTests(defineRuntime({ declaration: symtableDeclaration, open: openSymtable })),
    extractorForTests(defineRuntime({ declaration: bytecodeDeclaration, open: openBytecode })),
  ]);
});

/** The rows of all three witnesses, checked. */
function extract(path: string, content: string | Uint8Array): TestRows {
  const rows: TestRows = Object.assign({}, ...witnesses.map((witness) => witness(path, content)));
  expect(rowProblems(Buffer.from(content), rows)).toEqual([]);
  return rows;
}

const ERRORS = ['ast_errors', 'symtable_errors', 'bytecode_errors'];
const errors = (rows: TestRows) => ERRORS.map((dataset) => rows[dataset]?.map(({ error_type }) => error_type));
const everywhere = (type: string) => ERRORS.map(() => [type]);
const none = [[], [], []];

test.each(fixtureNames)('rows agree with the bytes of %s and with each other', (name) => {
  extract(name, fixture(name));
});

test('the rows of a file do not depend on the files before it', () => {
  const alone = fixtureNames.map((name) => extract(name, fixture(name)));
  const again = [...fixtureNames].reverse().map((name) => extract(name, fixture(name)));
  expect(again.reverse()).toEqual(alone);
});

describe('what a name and its bytes decide', () => {
  test.each([
    ['a.ts', 'const a = 1', 'script'],
    ['a.ts', 'export const a = 1', 'module'],
    ['a.mts', 'const a = 1', 'module'],
    ['a.cts', 'return 1', 'commonjs'],
    ['a.js', '<!-- a comment\nwith (a) {}', 'script'],
    ['a.js', 'import a from "b"; await <b/>', 'module'],
    ['a.mjs', 'await 1', 'module'],
    ['a.cjs', 'return 1', 'commonjs'],
    ['a.jsx', "<a>it's</a>", 'script'],
    ['a.d.ts', 'declare const a: 1', 'script'],
  ])('%s %j is a %s', (path, content, sourceType) => {
    const rows = extract(path, content);
    expect(errors(rows)).toEqual(none);
    expect(rows.ast_nodes?.[0]?.value).toBe(sourceType);
  });

  test('an empty file is a module with nothing in it', () => {
    const rows = extract('a.ts', '');
    expect(errors(rows)).toEqual(none);
    expect([rows.ast_nodes, rows.symtable_scopes, rows.cfg_units].map((all) => all?.length)).toEqual([1, 1, 1]);
  });
});

describe('spans are bytes of the file on disk', () => {
  test.each(['a.ts', 'a.tsx', 'a.mts', 'a.js', 'a.cjs'])('after a byte order mark, in %s', (path) => {
    const rows = extract(path, '\ufefflet é = "日😀"\r;var y = é\r\n');
    expect(rows.symtable_references?.map(({ name, bstart, bend }) => [name, bstart, bend])).toEqual([
      ['é', 7, 9],
      ['y', 27, 28],
      ['é', 31, 33],
    ]);
  });

  test('lines end at LF, CRLF and a lone CR', () => {
    const rows = extract('a.ts', '\n\r\n\rfunction f() {}\r\n\r\nfunction g() {}');
    expect(rows.symtable_scopes?.map(({ line_no }) => line_no)).toEqual([0, 3, 5]);
  });
});

describe('a file that no witness can read has one row that says so', () => {
  test.each([
    ['not_utf8', 'a.ts', Buffer.from([0x61, 0xff])],
    ['too_large', 'a.ts', Buffer.alloc(4 * 1024 * 1024 + 1, 32)],
    ['too_deep', 'a.ts', `x = ${'1+'.repeat(20_000)}1`],
    ['too_deep', 'a.ts', `x = ${'1+'.repeat(12_000)}1`],
    ['too_deep', 'a.ts', `x = ${'('.repeat(3_000)}y${')'.repeat(3_000)}`],
    ['too_deep', 'a.tsx', `x = ${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`],
    ['too_deep', 'a.ts', `type A = ${'A<b, '.repeat(20_000)}`],
    ['too_deep', 'a.ts', 'if (a) b; else '.repeat(20_000)],
    ['too_deep', 'a.ts', 'while (a)\n'.repeat(20_000)],
    ['too_deep', 'a.js', '`${'.repeat(20_000)],
    ['too_deep', 'a.js', 'a => '.repeat(20_000)],
    ['too_deep', 'a.js', `${'function f() {'.repeat(20_000)}`],
  ])('%s', (type, path, content) => {
    expect(errors(extract(path, content))).toEqual(everywhere(type));
  });

  test('scopes have a lower limit than syntax', () => {
    expect(errors(extract('a.ts', `x = ${'1+'.repeat(5_000)}1`))).toEqual([[], ['too_deep'], []]);
  });
});

describe('what is unusual is no error', () => {
  test.each([
    ['a literal of 100,000 elements', `x = [${'y, '.repeat(100_000)}]`],
    ['30,000 statements without semicolons', 'x = f(a, !b)\n'.repeat(30_000)],
    ['5,000 declarations', 'function f<T>(a: A<T>): B { return a < b ? c : d }\n'.repeat(5_000)],
    ['5,000 members without separators', `class A {${' get b() { return [1] }\n  c = { d: -1 }\n'.repeat(5_000)}}`],
    ['20,000 cases', `switch (a) {${'case 1:\n'.repeat(20_000)}}`],
    ['20,000 types in a union', `type A =\n${"  | 'a'\n".repeat(10_000)}`],
    ['200 nested blocks', `${'{'.repeat(200)}${'}'.repeat(200)}`],
    [
      'brackets in strings, regular expressions and comments',
      `x = '${'('.repeat(50_000)}', /[(](\\(/, \`${'['.repeat(50_000)}\`; // ${'('.repeat(50_000)}\n`,
    ],
  ])('%s', (_name, content) => {
    const rows: TestRows = Object.assign({}, ...witnesses.map((witness) => witness('a.ts', content)));
    expect(
      errors(rows)
        .flat()
        .filter((type) => type !== 'syntax_error' && type !== 'partial_tree'),
    ).toEqual([]);
  });

  test('2,000 elements side by side', () => {
    expect(errors(extract('a.tsx', `x = <ul>${'<li a="b">don\'t</li>\n<br/>{c}'.repeat(2_000)}</ul>`))).toEqual(none);
  });
});

describe('files with errors', () => {
  test.each([
    ['a.js', '// @flow\ntype A = {||};\nfunction g() {}', 'Flow is not supported'],
    ['a.ts', 'function f( {\n}\nfunction g() {}', 'Expected `,` or `)`'],
    ['a.ts', 'let x = "never closed\nfunction g() {}', 'Unterminated string'],
    ['a.ts', 'function g() {}\nx\0y', 'Expected a semicolon'],
  ])('%s %j: every witness says so, and the syntax tree has what is left', (path, content, message) => {
    const rows = extract(path, content);
    for (const dataset of ERRORS) expect(rows[dataset]?.[0]?.error_type).toBe('syntax_error');
    expect(rows.bytecode_errors?.map((row) => row.message).join()).toContain(`oxc: ${message}`);
    expect(rows.ast_errors?.map(({ error_type }) => error_type)).toContain('partial_tree');
    expect(rows.ast_defs?.map(({ name }) => name)).toContain('g');
    expect(rows.symtable_scopes).toEqual([]);
  });

  test('an error that oxc gets over leaves its tree in place', () => {
    const rows = extract('a.mts', 'let a = <T>b;');
    expect(errors(rows)).toEqual(everywhere('syntax_error'));
    expect(rows.symtable_symbols?.map(({ name }) => name)).toEqual(['a', 'b', 'T']);
  });

  test.each(fixtureNames)('rows agree with the bytes of %s, damaged', (name) => {
    const content = fixture(name).toString();
    const cut = fc.record({
      from: fc.nat(content.length),
      length: fc.nat(40),
      insert: fc.constantFrom('', '(', '}', '"', '\r', '😀', '\0', ' async ', '/**', '@', '=>', '`', '<a>', 'class '),
    });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
        const damaged = cuts.reduce(
          (text, c) => text.slice(0, c.from) + c.insert + text.slice(c.from + c.length),
          content,
        );
        // A cut may leave half of a surrogate pair, which no file holds.
        extract(name, Buffer.from(damaged));
      }),
      { numRuns: 60 },
    );
  });
});
