import { beforeAll, describe, expect, test } from 'vitest';
import { type ExtractText, extractorForTests } from '../testing/extract-text';
import treeSitter from './extractor';

let extract: ExtractText;
beforeAll(async () => {
  extract = await extractorForTests(treeSitter);
});

/** The text of every call, with its number of arguments; those in others come after them. */
const calls = (path: string, text: string) =>
  extract(path, text).cst_callsites?.map((r) => {
    const call = Buffer.from(text).subarray(Number(r.call_bstart), Number(r.call_bend)).toString();
    return `${r.is_new ? 'new ' : ''}${r.callee_name}/${r.arg_count} ${call}`;
  });

describe('what follows an operand binds it closer than what precedes it', () => {
  test.each([
    ['x = !a!.b(c)', ['b/1 a!.b(c)']],
    ['x = a && -b.c!.d()', ['d/0 b.c!.d()']],
    ['x = a - b!.c()', ['c/0 b!.c()']],
    ['x = !f<T>(a)', ['f/1 f<T>(a)']],
    ['x = await a.f<T>(b).c<D>(d)', ['f/1 a.f<T>(b)', 'c/1 a.f<T>(b).c<D>(d)']],
    ['x = typeof !a!.b!.c()!.d', ['c/0 a!.b!.c()']],
    ['x = <T>a!.b()', ['b/0 a!.b()']],
    ['x = !a![f()]!.g()', ['f/0 f()', 'g/0 a![f()]!.g()']],
    ['x = a ? -b!.c(d!.e()) : f', ['c/1 b!.c(d!.e())', 'e/0 d!.e()']],
  ])('%s', (text, expected) => {
    expect(calls('a.ts', text)?.sort()).toEqual(expected.sort());
    expect(calls('a.tsx', text.replace('<T>a', 'a'))?.length).toBe(expected.length);
  });

  test('`new` takes the first arguments that follow, and what stands before them', () => {
    expect(calls('a.ts', 'x = new A!(b)')).toEqual(['new null/1 new A!(b)']);
    expect(calls('a.ts', 'x = new a!.B(c).d()')).toEqual(['new B/1 new a!.B(c)', 'd/0 new a!.B(c).d()']);
    expect(calls('a.ts', 'x = !new A!(b)!.c(d)')).toEqual(['new null/1 new A!(b)', 'c/1 new A!(b)!.c(d)']);
    expect(calls('a.ts', 'x = --new A!(b).c')).toEqual(['new null/1 new A!(b)']);
    expect(calls('a.ts', 'x = new A!')).toEqual(['new null/0 new A!']);
    expect(calls('a.ts', 'x = new A(b)!.c')).toEqual(['new A/1 new A(b)']);
  });
});

describe('what looks like two comparisons is a call with type arguments', () => {
  test.each([
    ['x = (await !a<T>(b)(c).d)', ['a/1 a<T>(b)', 'null/1 a<T>(b)(c)']],
    ['x = (await !a<T>(b, c)(d))', ['a/2 a<T>(b, c)', 'null/1 a<T>(b, c)(d)']],
    [
      'x = 1 + (await !a!.e<T>(b)(c)<T>(d)(f).g + 1)',
      ['e/1 a!.e<T>(b)', 'null/1 a!.e<T>(b)(c)', 'null/1 a!.e<T>(b)(c)<T>(d)', 'null/1 a!.e<T>(b)(c)<T>(d)(f)'],
    ],
  ])('%s', (text, expected) => {
    expect(calls('a.ts', text)?.sort()).toEqual(expected.sort());
    expect(extract('a.ts', text).cst_refs?.filter(({ ref_text }) => ref_text === 'T').length).toBeGreaterThan(0);
  });

  test('in JavaScript it is two comparisons', () => {
    expect(calls('a.js', 'x = a < T > (b)(c)')).toEqual(['b/1 (b)(c)']);
  });
});

describe('`await` before a parenthesis is an operator', () => {
  test.each([
    ['async () => { await (0, a.b)(c, d) }', ['null/2 (0, a.b)(c, d)']],
    ['async function f() { await (a).b(c) }', ['b/1 (a).b(c)']],
    ['async x => !await (f)(x)', ['f/1 (f)(x)']],
    ['({ async f() { (await (g())).h; await (await (i)()).j() } })', ['g/0 g()', 'i/0 (i)()', 'j/0 (await (i)()).j()']],
    ['import "a"; await (f)()', ['f/0 (f)()']],
    ['import "a"; async () => { await (f)`b` }', ['f/0 (f)`b`']],
  ])('%s', (text, expected) => {
    expect(calls('a.js', text)?.sort()).toEqual(expected.sort());
  });

  test('unless it is a name, in a script or a function that is not asynchronous', () => {
    expect(calls('a.js', 'await (a)')).toEqual(['await/1 await (a)']);
    expect(calls('a.js', 'function f() { await (a)(b) }')).toEqual(['await/1 await (a)', 'null/1 await (a)(b)']);
  });
});

describe('Python', () => {
  test('`*` takes all that follows also in the arguments of print', () => {
    expect(calls('a.py', 'print(a, *b.c(d).e())\n')).toEqual([
      'print/2 print(a, *b.c(d).e())',
      'c/1 b.c(d)',
      'e/0 b.c(d).e()',
    ]);
    expect(extract('a.py', 'print(a, *b.c())\n').cst_call_args).toMatchObject([
      { arg_text: 'a', star: '' },
      { arg_text: 'b.c()', star: '*' },
    ]);
  });

  test.each([
    ['type(a).b = c\n', ['type/1 type(a)']],
    ['type(a, b, {}).c[0].d = e(f)\n', ['e/1 e(f)', 'type/3 type(a, b, {})']],
    ['type(x for x in y).z: int = 1\n', ['type/1 type(x for x in y)']],
    ['type ().a(b).c = 1\n', ['a/1 type ().a(b)', 'type/0 type ()']],
  ])('an assignment to an attribute of a call of type is no type alias: %j', (text, expected) => {
    expect(calls('a.py', text)?.sort()).toEqual(expected);
    expect(extract('a.py', text).cst_defs).toEqual([]);
    const first = extract('a.py', text).cst_refs?.filter(({ bstart }) => bstart === 0);
    expect(first?.map(({ ref_kind, expr_ctx }) => [ref_kind, expr_ctx])).toContainEqual(['name', 'LOAD']);
    expect(first?.at(-1)).toMatchObject({ ref_kind: 'attribute', expr_ctx: 'STORE' });
  });

  test('a type alias is one', () => {
    expect(calls('a.py', 'type a[b] = c(d)\n')).toEqual(['c/1 c(d)']);
    expect(extract('a.py', 'type a[b] = c(d)\n').cst_defs).toMatchObject([{ kind: 'type_alias', name: 'a' }]);
  });
});
