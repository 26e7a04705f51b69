import { beforeAll, describe, expect, test } from 'vitest';
import { flowOf, flowRows, loadFlow } from '../testing/extract-flow';

beforeAll(loadFlow);

const calls = (source: string) =>
  flowOf(source)
    .calls()
    .map((call) => call.replace(/^[^:]*: /, ''));

describe('variables have the values that reach a point', () => {
  test.each([
    ['let a = f; a(); a = g', 'call f()'],
    ['let a = f; if (x) a = g; a()', 'call (f | g)()'],
    ['let a = f; { let a = g } a()', 'call f()'],
    ['let a = f; a ||= g; a()', 'call (f | g)()'],
    ['let a = f; for (;;) { a = g; break } a()', 'call g()'],
    ['const a = x ? f : y ?? g; a()', 'call (f | g | y)()'],
    ['function h() {} { h() }', 'call h()'],
    ['const a = (f, g); a()', 'call g()'],
    ['[a, b] = [f, g]; b()', 'call b()'],
    ['let [a, b] = [f, g]; b()', 'call g()'],
    ['const { a: { b = f } } = g; b()', 'call (f | g.a.b)()'],
    ['var a = f; var a; a()', 'call f()'],
    ['try { throw f } catch (e) { e() }', 'call f()'],
    ['const k = "a"; x[k]()', 'call x.a()'],
  ])('%s', (source, call) => {
    expect(calls(source).at(-1)).toBe(call);
  });

  test('inner functions see all values of a variable, as do those around a function that writes it', () => {
    expect(flowOf('let a = f; const h = () => a(); a = g').calls()).toEqual(['h: call (f | g)()']);
    expect(flowOf('let a = f; a(); const h = () => { a = g }').calls()).toEqual(['module: call (f | g)()']);
  });
});

describe('parameters', () => {
  test('are rows with their kinds', () => {
    const rows = flowRows('a.ts', 'function f(this: A, a, b = 1, { c }, ...d) { this.x }').flow_params;
    expect(rows?.map(({ position, name, kind }) => [position, name, kind])).toEqual([
      [0, 'a', 'positional'],
      [1, 'b', 'positional'],
      [2, '', 'positional'],
      [3, 'd', 'rest'],
      [-1, 'this', 'this'],
    ]);
  });

  test('arrow functions have the `this` and the `arguments` of the function around them', () => {
    const source = 'function f() { return () => this.a(arguments[0]) }';
    expect(flowOf(source).calls()).toEqual(['f.<arrow1>: call f(this).a({list}[0])']);
  });
});

test('what a call passes as `this` is what the function is read from, or said to be', () => {
  expect(calls('f.call(a, b)')).toContain('callback f(this=a, b)');
  expect(calls('f.apply(a, b)')).toContain('callback f(this=a, *b[*])');
  expect(calls('f.bind(a, b)')).toContain('bind f(this=a, b)');
  expect(calls('const o = {}; o.m = f; o.m()')).toEqual(['call f(this={object})']);
});

test('tags, `new` and JSX are calls of their own kinds', () => {
  const template = '`a$' + '{b}`';
  expect(calls(`f${template}; new F(a)`)).toEqual(['tag f({list}, b)', 'new F(a)']);
  expect(flowOf('<A b={c} />; <b />', 'a.tsx').calls()).toEqual([
    'module: jsx A({object})',
    'module: callback A().render()',
  ]);
});
