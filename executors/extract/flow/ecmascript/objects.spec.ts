import { beforeAll, describe, expect, test } from 'vitest';
import { flowOf, loadFlow } from '../testing/extract-flow';

beforeAll(loadFlow);

describe('properties are stored and loaded by the same name, however they are written', () => {
  test.each([
    ['({ a: f })', '{object}.a = f'],
    ['({ "a": f })', '{object}.a = f'],
    ['({ ["a"]: f })', '{object}.a = f'],
    ['const K = "a"; ({ [K]: f })', '{object}.a = f'],
    ['x.a = f', 'x.a = f'],
    ['x["a"] = f', 'x.a = f'],
    ['x[`a`] = f', 'x.a = f'],
    ['x[1] = f', 'x[1] = f'],
    ['x[k] = f', 'x[k] = f'],
    ['x[k()] = f', 'x[?] = f'],
    ['({ ...x })', '{object}.__proto__ = x'],
    ['({ __proto__: x })', '{object}.__proto__ = x'],
    ['[f]', '{list}[0] = f'],
    ['[...x, f]', '{list}[?] = f'],
    ['const { a, ...r } = x; r', '{object}.__proto__ = x'],
  ])('%s', (source, store) => {
    expect(flowOf(source).stores()).toContain(store);
  });
});

describe('builtins pass on what they are given', () => {
  test.each([
    ['[f].map(g)', 'callback g({list}[*], ?, {list})'],
    ['x.then(f, g)', 'callback f(x)'],
    ['x.then(f, g)', 'callback g()'],
    ['setTimeout(f, 1, a)', 'callback f(a)'],
    ['x.addEventListener("a", f)', 'callback f(?)'],
    ['new Promise(f)', 'callback f()'],
    ['Array.from(x, f)', 'callback f(x.[Symbol.iterator]().next().value | x.[Symbol.iterator]()[*] | x[*])'],
    ['Reflect.apply(f, a, b)', 'callback f(this=a, *b[*])'],
    [
      'const m = new Map([["a", f]]); m.get("a")()',
      "call (((Map() | {dict}).get | Map.prototype.get)() | (Map() | {dict})['a'])()",
    ],
  ])('%s', (source, call) => {
    expect(flowOf(source).calls().map(plain)).toContain(plain(`module: ${call}`));
  });

  test('what a promise is resolved with is what it holds', () => {
    const source = 'new Promise((done) => later(() => done(f))).then((x) => x())';
    expect(flowOf(source).calls()).toContain('module: callback <arrow2>(Promise() | f)');
  });

  test('a name that the file declares is no builtin', () => {
    expect(flowOf('function setTimeout(f) {} setTimeout(g)').calls()).toEqual(['module: call setTimeout(g)']);
  });
});

const plain = (text: string): string => text.replaceAll(/[()]/g, '');
