import { beforeAll, describe, expect, test } from 'vitest';
import { flowOf, flowRows, loadFlow } from '../testing/extract-flow';

beforeAll(loadFlow);

describe('imports hold modules, and names are loaded from them', () => {
  test.each([
    ['import f from "m"; f()', '"m".default'],
    ['import { f } from "m"; f()', '"m".f'],
    ['import { g as f } from "m"; f()', '"m".g'],
    ['import { "a b" as f } from "m"; f()', '"m".a b'],
    ['import * as m from "m"; m.f()', '"m".f'],
    ['import m = require("m"); m.f()', '"m".f'],
    ['f(); import { f } from "m"', '"m".f'],
    ['const { f } = require("m"); f()', '"m".f'],
    ['const { f } = await import("m"); f()', '"m".f'],
  ])('%s', (source, callee) => {
    expect(flowOf(source).calls()).toEqual([`module: call ${callee}()`]);
  });

  test('a module is imported where it is named', () => {
    const source = 'import "a"; export * from "b"; import("c"); const d = require("d"); require(e)';
    expect(flowRows('a.ts', source).flow_imports?.map(({ module }) => module)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('exports', () => {
  test.each([
    [
      'export const a = f, { b, c: [d] } = g',
      ['a: f', 'b: g.b', 'd: (g.c.[Symbol.iterator]().next().value | g.c.[Symbol.iterator]()[*] | g.c[0])'],
    ],
    ['export function f() {} export class C {}', ['f: f', 'C: C']],
    ['export default () => {}', ['default: <arrow1>']],
    ['export default class {}', ['default: <class1>']],
    ['const a = f; export { a as b, a as default }', ['b: f', 'default: f']],
    ['export { a as b } from "m"', ['b: "m".a']],
    ['export * from "m"', ['*: "m"']],
    ['export * as n from "m"', ['n: "m"']],
    ['export = f', ['export=: f']],
    ['exports.a = f', ['export=: {object}']],
    ['module.exports = f', ['export=: f']],
    ['export type A = B; export interface C {}', ['C: C']],
    ['export import a = N.b', ['a: N.b']],
  ])('%s', (source, exports) => {
    expect([...flowOf(source).exports()].map(plain)).toEqual(exports.map(plain));
  });

  test('a variable is exported with the value that it has in the end', () => {
    expect(flowOf('let a = f; export { a }; a = g').exports()).toEqual(['a: g']);
  });
});

const plain = (text: string): string => text.replaceAll(/[()]/g, '');
