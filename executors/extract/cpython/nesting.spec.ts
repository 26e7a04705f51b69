import { describe, expect, test } from 'vitest';
import { syntaxBounds } from './nesting';

const bound = (text: string) => syntaxBounds(Buffer.from(text), 1_000_000).depth;

describe('chains count once per link', () => {
  test.each([
    ['sums', (n: number) => `x = ${'1 + '.repeat(n)}1\n`],
    ['attributes', (n: number) => `x${'.a'.repeat(n)}\n`],
    ['calls', (n: number) => `x${'()'.repeat(n)}\n`],
    ['subscripts', (n: number) => `x${'[0]'.repeat(n)}\n`],
    ['negations', (n: number) => `x = ${'not '.repeat(n)}y\n`],
    ['signs', (n: number) => `x = ${'-'.repeat(n)}y\n`],
    ['powers', (n: number) => `x = ${'1**'.repeat(n)}2\n`],
    ['conditions', (n: number) => `x = ${'1 if a else '.repeat(n)}2\n`],
    ['lambdas', (n: number) => `x = ${'lambda a, b: '.repeat(n)}2\n`],
    ['parentheses', (n: number) => `x = ${'('.repeat(n)}2${')'.repeat(n)}\n`],
    ['elif', (n: number) => `if a: b\n${'elif a: b\n'.repeat(n)}`],
    ['elif with bodies', (n: number) => `if a:\n  b\n${'elif a:\n  if c: d\n'.repeat(n)}`],
    ['sums in an f-string', (n: number) => `x = f"a{${'1 + '.repeat(n)}1}"\n`],
    ['sums in a format', (n: number) => `x = f"a{b:{${'1 + '.repeat(n)}1}}"\n`],
    ['sums over lines', (n: number) => `x = (${'1 +\n'.repeat(n)}1)\n`],
    ['sums over continued lines', (n: number) => `x = ${'1 + \\\n'.repeat(n)}1\n`],
    ['sums with strings', (n: number) => `x = ${'"#(" + '.repeat(n)}1\n`],
  ])('%s', (_name, source) => {
    expect(bound(source(500))).toBeGreaterThanOrEqual(500);
    expect(bound(source(500))).toBeLessThanOrEqual(2 * 500 + 10);
  });
});

describe('what lies side by side does not add up', () => {
  test.each([
    ['elements', `x = [${'a.b(c) + 1, '.repeat(1000)}]\n`],
    ['lambdas', `x = [${'lambda a, b: a, '.repeat(1000)}]\n`],
    ['operands of and, or', `x = ${'a.b == 1 or c.d != -2 and '.repeat(1000)} e\n`],
    ['statements', 'x = a + b; y = a.b\n'.repeat(1000)],
    ['if statements', 'if a: b\n'.repeat(1000)],
    ['text', `x = """${'a + b - (c '.repeat(1000)}"""\n`],
    ['comments', `x = [\n${'# a + b - (c\n'.repeat(1000)}]\n`],
    ['text of f-strings', `x = f'''${'a + {{b}} - (c '.repeat(1000)}'''\n`],
    ['fields of an f-string', `x = f"${'{a!r:>{w}} - '.repeat(1000)}"\n`],
    ['fields in nested f-strings', `x = f"${'{f"{a}-" + "}"} '.repeat(1000)}"\n`],
    ['implicitly joined strings', `x = (${'"a" f"{b}"\n'.repeat(1000)})\n`],
    ['numbers', `x = [${'1.5e-7, 0xe+1, .5, 1_0.0j, '.repeat(1000)}]\n`],
  ])('%s', (_name, source) => expect(bound(source)).toBeLessThan(20));
});

test('quotes in strings do not end them, and an open string ends with its line', () => {
  expect(bound(`x = 'a\\'' + "b'" + r"\\" \ny = 1`)).toBeLessThan(10);
  expect(bound(`x = 'never closed\n${'y = 1 + 2\n'.repeat(1000)}`)).toBeLessThan(10);
});

test('fields of f-strings are counted wherever they are', () => {
  expect(syntaxBounds(Buffer.from(`x = f"{a}{{b}}{c:{d}}" + F'{e}' + "{f}" # f"{g}"\n`), 1000).fields).toBe(4);
});
