import { beforeAll, describe, expect, test } from 'vitest';
import { type ExtractText, extractorForTests } from '../../testing/extract-text';
import treeSitter from '../extractor';

let extract: ExtractText;
beforeAll(async () => {
  extract = await extractorForTests(treeSitter);
});

/** The names that are mentioned, as the source spells them at their spans. */
const names = (path: string, text: string) =>
  extract(path, text).cst_refs?.map((r) => Buffer.from(text).subarray(Number(r.bstart), Number(r.bend)).toString());
const errors = (path: string, text: string) => extract(path, text).cst_parse_errors;

describe('variance says nothing of names', () => {
  test.each([
    ['interface A<in T> {}', 'interface A<T> {}'],
    ['interface A<out T = B, in out U extends C<T>> { d: U }', 'interface A<T = B, U extends C<T>> { d: U }'],
    ['type A<\n  /** é */\n  out T,\n  // in\n  in U\n> = T;', 'type A<T, U> = T;'],
    ['class A<const in out T> { b: T }', 'class A<const T> { b: T }'],
    ['interface A<in out> { b: out }', 'interface A<out> { b: out }'],
    ['interface A<in out extends B, out C> {}', 'interface A<out extends B, C> {}'],
    ['interface A<out extends B, out C> {}', 'interface A<out extends B, C> {}'],
  ])('%s', (text, without) => {
    for (const path of ['a.ts', 'a.tsx']) {
      expect(errors(path, text)).toEqual([]);
      expect(names(path, text)).toEqual(names(path, without));
    }
  });

  test('the words are names elsewhere', () => {
    const text = 'interface A<out T> {}\nlet f = g(out, out in b), i = "<in j", k = a < out;';
    expect(errors('a.ts', text)).toEqual([]);
    expect(names('a.ts', text)).toEqual(['T', 'f', 'g', 'out', 'out', 'b', 'i', 'k', 'a', 'out']);
  });
});

describe('reserved words are names of imports and exports', () => {
  test.each([
    ['export { a as null };', 'export { a as b };'],
    ['export { a as null, c as d, e as while };', 'export { a as b, c as d, e as f };'],
  ])('%s', (text, other) => {
    expect(errors('a.js', text)).toEqual([]);
    expect(names('a.js', text)?.length).toBe(names('a.js', other)?.length);
    expect(names('a.js', text)).toEqual(names('a.ts', text));
  });

  test.each([
    ["import { null as a, if as b, c } from 'm';", ['null a', 'if b', 'c null']],
    ["export { class, d as void } from 'm';", ['class null', 'd void']],
  ])('%s', (text, expected) => {
    for (const path of ['a.js', 'a.ts']) {
      expect(errors(path, text)).toEqual([]);
      expect(extract(path, text).cst_imports?.map((r) => `${r.name} ${r.asname}`)).toEqual(expected);
    }
  });
});

test.each([
  ['a.ts', 'interface A<out T {}'],
  ['a.ts', 'f(a out b)'],
  ['a.js', 'export { a as null b };'],
])('what is wrong stays wrong in %s: %s', (path, text) => {
  expect(errors(path, text)?.length).toBeGreaterThan(0);
});
