import { beforeAll, describe, expect, test } from 'vitest';
import { flowOf, flowRows, loadFlow } from '../testing/extract-flow';

beforeAll(loadFlow);

describe('members of classes', () => {
  test.each([
    [
      'class A { m() {} static s() {} get g() {} #p() {} "q"() {} }',
      ['A.m: A.m', 'static A.s: A.s', 'A.g: A.g', 'A.#p: A.#p', 'A.q: A.q'],
    ],
    ['class A { x = f; static y = g; z }', ['A.x: f', 'static A.y: g']],
    ['class A { x: B } class B {}', ['A.x: :B']],
    [
      'class A { constructor(private x: B, y) {} } class B {}',
      ['A.constructor: A.constructor', 'A.x: :B | A.constructor(x)'],
    ],
    ['class A { m(): void; m() {} abstract n(); }', ['A.m: A.m']],
    ['class A { [Symbol.iterator]() {} }', ['A.[Symbol.iterator]: A.[Symbol.iterator]']],
    ['class A { @d m() {} }', ['A.m: A.m | d()']],
    ['function F() {} F.prototype.m = f', ['F.m: f']],
    ['function F() {} F.prototype = { m() {}, n: f }', ['F.m: m', 'F.n: f']],
    ['function F() {} const p = F.prototype; p.m = f', ['F.m: f']],
    ['class A {} Object.assign(A.prototype, { m() {} })', ['A.m: m']],
  ])('%s', (source, members) => {
    expect(flowOf(source).members()).toEqual(members);
  });
});

describe('bases', () => {
  test.each([
    ['class A extends B implements C {} interface C {}', ['A 0: B', 'A 1: C']],
    ['class A extends mixin(B) {}', ['A 0: mixin()']],
    ['interface A extends B {} interface B {}', ['A 0: B']],
    ['function F() {} F.prototype = Object.create(B.prototype)', ['F 0: B']],
    ['function F() {} F.prototype = new B()', ['F 0: B']],
    ['function F() {} Object.setPrototypeOf(F.prototype, B.prototype)', ['F 0: B']],
    ['function F() {} require("util").inherits(F, B)', ['F 0: B']],
  ])('%s', (source, bases) => {
    expect(flowOf(source).bases()).toEqual(bases);
  });
});

test('`super` is looked up behind the class for the same `this`', () => {
  expect(flowOf('class A extends B { constructor() { super(f) } m() { super.m(g) } }').calls()).toEqual([
    'A.constructor: call super(A).constructor(this=:A | A.constructor(this), f)',
    'A.m: call super(A).m(this=:A | A.m(this), g)',
  ]);
});

test('fields are initialised by the constructor, or by the class; static code runs around the class', () => {
  const made = (source: string) => flowOf(source).calls();
  expect(made('class A { x = f(); constructor() { g() } }')).toEqual([
    'A.constructor: call f()',
    'A.constructor: call g()',
  ]);
  expect(made('class A { x = f() }')).toEqual(['A: call f()']);
  expect(made('class A { static x = f(); static { this.g() } }')).toEqual(['module: call f()', 'module: call A.g()']);
});

test('the innermost decorator is called first', () => {
  expect(flowOf('@a @b() class A {}').calls()).toEqual([
    'module: call b()',
    'module: decorator b()(A)',
    'module: decorator a(A | b()())',
  ]);
});

test('units say what they are', () => {
  const source = 'class A { get x() {} set x(v) {} async m() {} } const f = () => {}; (function () {}); interface I {}';
  const rows = flowRows('a.ts', source).flow_units;
  expect(rows?.map(({ kind, qualname, role, is_async }) => [kind, qualname, role, is_async].join(' '))).toEqual([
    'module   false',
    'type I  false',
    'class A  false',
    'function A.x property false',
    'function A.x setter false',
    'function A.m  true',
    'function f  false',
    'lambda <function1>  false',
  ]);
});
