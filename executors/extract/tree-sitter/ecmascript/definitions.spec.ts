import { beforeAll, expect, test } from 'vitest';
import { type ExtractText, extractorForTests } from '../../testing/extract-text';
import treeSitter from '../extractor';

let extract: ExtractText;
beforeAll(async () => {
  extract = await extractorForTests(treeSitter);
});

/** Definitions as `kind qualname`, and the text of the name's span. */
const definitions = (path: string, text: string) =>
  extract(path, text).cst_defs?.map((r) => [
    `${r.kind} ${r.qualname}`,
    text.slice(Number(r.name_bstart), Number(r.name_bend)),
  ]);

test.each(['a.js', 'a.ts'])('functions bound to keys that are no identifiers are called by the key in %s', (path) => {
  expect(definitions(path, "x = { 2: () => 1, 'b c': function () {}, [d.e]: class {} }")).toEqual([
    ['function 2', '2'],
    ['function b c', 'b c'],
    ['class [d.e]', '[d.e]'],
  ]);
  expect(definitions(path, 'class A { [a] = () => 1; 3() {} }')).toEqual([
    ['class A', 'A'],
    ['function A.[a]', '[a]'],
    ['function A.3', '3'],
  ]);
});

test('a name that is an expression is cut to 200 units, and its span is whole', () => {
  const key = `['${'x'.repeat(500)}']`;
  expect(extract('a.js', `x = { ${key}() {} }`).cst_defs).toMatchObject([
    { name: key.slice(0, 200), name_bstart: 6, name_bend: 6 + key.length },
  ]);
});

test('`declare global` is a namespace around what it declares, and binds no name', () => {
  const text =
    '/** Doc. */\ndeclare global { interface A {} function f(a: A): void }\ndeclare namespace N { class B {} }';
  expect(definitions('a.ts', text)).toEqual([
    ['namespace global', 'global'],
    ['interface global.A', 'A'],
    ['function global.f', 'f'],
    ['namespace N', 'N'],
    ['class N.B', 'B'],
  ]);
  const { cst_defs, cst_refs } = extract('a.ts', text);
  expect(cst_defs?.[0]).toMatchObject({
    def_bstart: 20,
    binds_name: false,
    docstring: 'Doc.',
    container_def_kind: null,
  });
  expect(cst_refs?.map((r) => [r.ref_text, r.scope_type, r.scope_name])).toEqual([
    ['a', 'function', 'f'],
    ['A', 'function', 'f'],
  ]);
});

test('an assignment that keeps a value defines what it assigns otherwise', () => {
  expect(definitions('a.js', 'f ||= () => 1; a.g ??= class {};')).toEqual([
    ['function f', 'f'],
    ['class g', 'g'],
  ]);
  expect(extract('a.js', 'f ||= () => 1; a.g ??= class {};').cst_defs?.map((r) => r.binds_name)).toEqual([true, false]);
});
