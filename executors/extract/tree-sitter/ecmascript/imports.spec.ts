import { beforeAll, expect, test } from 'vitest';
import { type ExtractText, extractorForTests } from '../../testing/extract-text';
import treeSitter from '../extractor';

let extract: ExtractText;
beforeAll(async () => {
  extract = await extractorForTests(treeSitter);
});

/** Imports as `kind module name asname`, and the text of their span. */
const imports = (path: string, text: string) =>
  extract(path, text).cst_imports?.map((r) => [
    [r.kind, r.module, r.name, r.asname].map(String).join(' '),
    text.slice(Number(r.alias_bstart), Number(r.alias_bend)),
  ]);

test.each(['a.js', 'a.ts'])('`default` is a name as any other in %s', (path) => {
  expect(imports(path, "import { default as a } from 'm';")).toEqual([['importfrom m default a', 'default as a']]);
  expect(imports(path, "export { default, default as b, c as default } from 'm';")).toEqual([
    ['export_from m default null', 'default'],
    ['export_from m default b', 'default as b'],
    ['export_from m c default', 'c as default'],
  ]);
  expect(imports(path, "export * as default from 'm';")).toEqual([['export_from m * default', '* as default']]);
});

test.each(['a.js', 'a.ts'])('`export default` stands between a definition and its comment in %s', (path) => {
  const rows = extract(path, '/** Says hello. */\nexport default function hello() {}');
  expect(rows.cst_defs).toMatchObject([{ name: 'hello', docstring: 'Says hello.' }]);
});

test('`import()` is an import, and in a type no call', () => {
  const text = `const a = await import('m'), b = x as import('n');
type A = typeof import('o') | import('p').B.C;
let c: A<import('q').D>, d = <import('r')>e;
function f(g: h is import('s').I): asserts g is import('t') {}
interface J extends K { l: import('u').M[] }`;
  expect(imports('a.ts', text)?.map(([row]) => row)).toEqual([
    'import_call m * null',
    'import_type n * null',
    'import_type o * null',
    'import_type p B null',
    'import_type q D null',
    'import_type r * null',
    'import_type s I null',
    'import_type t * null',
    'import_type u M null',
  ]);
  expect(
    imports('a.ts', text)
      ?.map(([, span]) => span)
      ?.slice(0, 4),
  ).toEqual(["import('m')", "import('n')", "import('o')", "import('p').B.C"]);
  expect(extract('a.ts', text).cst_callsites).toMatchObject([{ callee_name: 'import', arg_count: 1 }]);
});

test('`import x = ...` is an import of a module or of a part of a namespace', () => {
  expect(imports('a.ts', "import a = require('m'); import b = N.c.D; export import e = N;")).toEqual([
    ['import_equals m * a', 'a'],
    ['import_equals null N.c.D b', 'b'],
    ['import_equals null N e', 'e'],
  ]);
});

test('an import of nothing is for its effects', () => {
  expect(imports('a.ts', "import type {} from 'm'; import { /* none */ } from 'n';")).toEqual([
    ['import m null null', "'m'"],
    ['import n null null', "'n'"],
  ]);
  expect(extract('a.ts', "import type {} from 'm';").cst_imports).toMatchObject([{ is_type: true }]);
});

test('names of `require` may have defaults, and parentheses may stand around it', () => {
  const text =
    "const { a = 1, b: c = 2, d: { e }, [f]: g } = require('m'); const h = (require('n')).i, j = (require('o').k);";
  expect(imports('a.js', text)).toEqual([
    ['require m a null', 'a'],
    ['require m b c', 'b: c'],
    ['require m d null', 'd: { e }'],
    ['require n i h', 'h'],
    ['require o k j', 'j'],
  ]);
});
