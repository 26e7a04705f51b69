import { beforeAll, describe, expect, test } from 'vitest';
import { flowOf, loadFlow } from '../testing/extract-flow';

beforeAll(loadFlow);

describe('annotations say what values are instances of', () => {
  test.each([
    ['function f(a: A) { a.m() } class A {}', 'f: call (:A | f(a)).m()'],
    ['function f(a?: A | null) { a?.m() } class A {}', 'f: call (:A | f(a)).m()'],
    ['const a: A = g(); a.m(); class A {}', 'module: call (:A | g()).m()'],
    ['(g() as A).m(); class A {}', 'module: call (:A | g()).m()'],
    ['declare const a: N.A; a.m(); import * as N from "n"', 'module: call (:"n".A).m()'],
    ['function f(a: Promise<A>) { a.m() } class A {}', 'f: call (:A | f(a)).m()'],
    ['function f(a: A[]) { a[0].m() } class A {}', 'f: call (f(a) | {list})[0].m()'],
    ['function f<T>(a: T, b: string) { a.m() }', 'f: call f(a).m()'],
    ['declare function f(): A; f().m(); interface A {}', 'module: call f().m()'],
  ])('%s', (source, call) => {
    expect(flowOf(source).calls().map(plain)).toContain(plain(call));
  });

  test('a function that is only declared gives what it says', () => {
    expect(flowOf('declare function f(): A; interface A {}').returns()).toEqual(['f: :A']);
  });
});

test('namespaces and enums are objects', () => {
  const source = 'namespace A.B { export function f() {} function g() {} } enum E { X } A.B.f()';
  expect(flowOf(source).stores()).toEqual(['{object}.B = {object}', '{object}.f = A.B.f']);
});

test('overloads and abstract methods are no units', () => {
  expect(flowOf('function f(a): void; function f(b) { g() }').calls()).toEqual(['f: call g()']);
});

const plain = (text: string): string => text.replaceAll(/[()]/g, '');
