import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { spanProblems } from '../testing/check-spans';
import { type ExtractText, extractorForTests, type TestRows } from '../testing/extract-text';
import treeSitter from './extractor';

const FIXTURES = join(__dirname, 'fixtures');
let extractText: ExtractText;
beforeAll(async () => {
  extractText = await extractorForTests(treeSitter);
});

/** Extracts, and checks that every span is what it says. */
function extract(path: string, content: string | Uint8Array): TestRows {
  const rows = extractText(path, content);
  expect(spanProblems(Buffer.from(content), rows)).toEqual([]);
  return rows;
}

const errors = (rows: TestRows) => rows.cst_parse_errors?.map((e) => e.error_type);
const spans = (rows: TestRows) => rows.cst_refs?.map((r) => [r.ref_text, r.bstart, r.bend]);
const total = (rows: TestRows) => Object.values(rows).reduce((sum, all) => sum + all.length, 0);

describe('spans are bytes of the file on disk', () => {
  test('after characters of two, three and four bytes', () => {
    expect(spans(extract('a.py', 'é = "日😀"; y'))).toEqual([
      ['é', 0, 2],
      ['y', 16, 17],
    ]);
    expect(spans(extract('a.ts', 'let é = "日😀"; y'))).toEqual([
      ['é', 4, 6],
      ['y', 20, 21],
    ]);
  });

  test.each(['a.py', 'a.ts', 'a.tsx', 'a.js'])('after a byte order mark, in %s', (path) => {
    const rows = extract(path, '\ufeffx = y');
    expect(spans(rows)).toEqual([
      ['x', 3, 4],
      ['y', 7, 8],
    ]);
    expect(errors(rows)).toEqual([]);
  });

  test.each([
    ['CRLF', 'x = 1\r\nif x:\r\n\ty = x\r\n'],
    ['tabs and form feeds', 'x = 1\n\f\nif x:\n\ty\t=\tx\n'],
  ])('with %s', (_name, content) => {
    const rows = extract('a.py', content);
    expect(rows.cst_refs?.map((r) => r.ref_text)).toEqual(['x', 'x', 'y', 'x']);
    expect(errors(rows)).toEqual([]);
  });

  test('with line continuations and comments inside dotted expressions', () => {
    expect(extract('a.py', 'x = (a\n  # why\n  .b)\n').cst_refs?.map((r) => r.ref_text)).toEqual([
      'x',
      'a\n  # why\n  .b',
    ]);
  });
});

describe('a file that cannot be read as source says why', () => {
  test('bytes that are not UTF-8', () => {
    const rows = extract('a.py', Uint8Array.of(0x78, 0x20, 0xe9, 0x0a));
    expect(rows.cst_parse_errors).toEqual([
      { error_type: 'not_utf8', message: 'the file is not UTF-8', bstart: null, bend: null },
    ]);
    expect(total(rows)).toBe(1);
  });

  test('no bytes', () => expect(errors(extract('a.ts', ''))).toEqual(['empty_file']));

  test('too many bytes', () =>
    expect(errors(extract('a.js', `// ${'x'.repeat(4 * 1024 * 1024)}`))).toEqual(['too_large']));

  test('too much nesting', () => {
    const rows = extract('a.py', `x = ${'1+'.repeat(20_000)}1\n`);
    expect(errors(rows)).toEqual(['too_deep']);
    expect(total(rows)).toBe(1);
  });

  test('the file after it is read as if it had not been there', () => {
    extract('a.py', `x = ${'1+'.repeat(20_000)}1\n`);
    expect(spans(extract('b.py', 'x = y'))).toHaveLength(2);
  });
});

describe('what is unusual is no error', () => {
  test('3,000 nested parentheses', () => {
    const rows = extract('a.py', `x = ${'('.repeat(3000)}y${')'.repeat(3000)}\n`);
    expect(rows.cst_refs?.map((r) => r.ref_text)).toEqual(['x', 'y']);
  });

  test('a literal of 100,000 elements', () => {
    const rows = extract('a.py', `x = [${'y, '.repeat(100_000)}]\n`);
    expect(rows.cst_refs).toHaveLength(100_001);
    expect(errors(rows)).toEqual([]);
  });

  test.each([
    ['many', 'a.ts', 'x = -a!.b!.c(d) + new A!(b)\n'.repeat(5_000), 10_000],
    ['deep', 'a.ts', `x = ${'-'.repeat(4000)}a${'!.b()'.repeat(1500)}\n`.repeat(10), 15_000],
    ['long', 'a.ts', `x = ${'a! + '.repeat(4000)}b!.c()\n`.repeat(10), 10],
    ['awaited', 'a.js', `async () => { ${'await (a)(b)\n'.repeat(8_000)} }`, 8_000],
  ])('%s operands that bind looser than what follows them', (_name, path, content, calls) => {
    const rows = extractText(path, content);
    expect(errors(rows)).toEqual([]);
    expect(rows.cst_callsites).toHaveLength(calls);
  });

  test('a link: its target has the facts', () => {
    expect(total(extractText('link.py', 'x = y', 'real.py'))).toBe(0);
  });
});

describe('a file with errors keeps the facts around them', () => {
  test.each([
    ['a.py', 'def f(:\n  pass\ndef g(): return 1\n', 'g'],
    ['a.ts', 'function f( {\n}\nfunction g() {}\n', 'g'],
    ['a.py', 'x = "never closed\ndef g(): return 1\n', 'g'],
    ['a.py', 'def g(): return 1\nx\0y\n', 'g'],
  ])('%s %j', (path, content, name) => {
    const rows = extract(path, content);
    expect(errors(rows)?.length).toBeGreaterThan(0);
    expect(rows.cst_defs?.map((d) => d.name)).toContain(name);
  });

  test('errors are capped, those first in the file are kept', () => {
    const rows = extract('a.py', 'def f(:\n'.repeat(500));
    expect(rows.cst_parse_errors?.length).toBeLessThanOrEqual(50);
    expect(Number(rows.cst_parse_errors?.[0]?.bstart)).toBeLessThan(10);
  });
});

test('long callees and arguments are cut between characters, their spans are not', () => {
  const rows = extract('a.py', `f("${'😀'.repeat(1000)}")\n`);
  expect(Buffer.byteLength(String(rows.cst_call_args?.[0]?.arg_text))).toBe(997);
  expect(rows.cst_call_args?.[0]?.bend).toBe(4004);
});

describe('spans hold for damaged source', () => {
  test.each(readdirSync(FIXTURES))('%s', (file) => {
    const content = readFileSync(join(FIXTURES, file), 'utf8');
    const cut = fc.record({
      from: fc.nat(content.length),
      length: fc.nat(40),
      insert: fc.constantFrom('', '(', '}', '"', '\r', '😀', '\0', ' async ', '/**', '@', '=>'),
    });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
        const damaged = cuts.reduce(
          (text, c) => text.slice(0, c.from) + c.insert + text.slice(c.from + c.length),
          content,
        );
        // A cut may leave half of a surrogate pair, which no file holds; the way through bytes replaces it.
        extract(file, Buffer.from(damaged).toString());
      }),
      { numRuns: 40 },
    );
  });
});
