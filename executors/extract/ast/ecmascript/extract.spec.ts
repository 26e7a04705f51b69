import { beforeAll, describe, expect, test } from 'vitest';
import declaration from '../../../../plugin/model/extractors/ast';
import { defineRuntime } from '../../extractor-runtime';
import { drawRows } from '../../oxc/testing/draw-rows';
import { fixture, fixtureNames } from '../../oxc/testing/fixtures';
import { type ExtractText, extractorForTests } from '../../testing/extract-text';
import { open } from './extract';

let extract: ExtractText;
beforeAll(async () => {
  extract = await extractorForTests(defineRuntime({ declaration, open }));
});

describe('goldens: what the program defines, imports and calls, under its source', () => {
  test.each(fixtureNames)('%s', async (name) => {
    const rows = extract(name, fixture(name));
    const drawn = drawRows(fixture(name), rows, ['ast_errors', 'ast_imports', 'ast_defs', 'ast_calls']);
    await expect(drawn).toMatchFileSnapshot(`goldens/${name}.txt`);
  });
});

test.each(['view.tsx', 'lines.mts', 'types.d.ts'])('golden: every node of %s', async (name) => {
  const drawn = drawRows(fixture(name), extract(name, fixture(name)), ['ast_errors', 'ast_nodes']);
  await expect(drawn).toMatchFileSnapshot(`goldens/${name}.nodes.txt`);
});

test('the fields of ESTree hold what they should in a partial tree', async () => {
  // The whole fixture again, with an error at its end: the same facts, told by another parser.
  const broken = Buffer.concat([fixture('service.ts'), Buffer.from('let broken = ;\n')]);
  const datasets = ['ast_imports', 'ast_defs', 'ast_calls'];
  const facts = (content: Uint8Array): readonly string[] => {
    const rows = extract('service.ts', content);
    const without = datasets.flatMap((dataset) =>
      (rows[dataset] ?? []).map(({ ast_id, parent_ast_id, ...row }) => `${dataset} ${JSON.stringify(row)}`),
    );
    return without.sort();
  };
  expect(extract('service.ts', broken).ast_errors?.map(({ error_type }) => error_type)).toContain('partial_tree');
  const [whole, partial] = [facts(fixture('service.ts')), facts(broken)];
  const differences = [
    ...whole.filter((fact) => !partial.includes(fact)).map((fact) => `- ${fact}`),
    ...partial.filter((fact) => !whole.includes(fact)).map((fact) => `+ ${fact}`),
  ];
  await expect(`${differences.join('\n')}\n`).toMatchFileSnapshot('goldens/partial-tree.differences.txt');
});

test('a computed key is its source with the brackets, whatever stands between', () => {
  const text = 'class A { [(a = 1, b.c)]() {} [/* [ */ d /* ] */] = () => 1 }';
  const names = extract('a.ts', text).ast_defs?.map((r) => [
    r.name,
    text.slice(Number(r.name_bstart), Number(r.name_bend)),
  ]);
  expect(names).toEqual([
    ['A', 'A'],
    ['[(a = 1, b.c)]', '[(a = 1, b.c)]'],
    ['[/* [ */ d /* ] */]', '[/* [ */ d /* ] */]'],
  ]);
});

test('`this` is a callee by name, and the pieces of a template are no arguments', () => {
  const calls = extract('a.ts', `new this(a); (f)\`a \${b}\``).ast_calls;
  expect(calls?.map(({ func_name, arg_count }) => [func_name, arg_count])).toEqual([
    ['this', 1],
    ['f', 0],
  ]);
});

test('the span of a re-export of everything is that of the star with its alias', () => {
  const text = `export * from 'a'; export /* * */ type\n* as b from 'b'; export * as 'c d' from 'c';`;
  const spans = (content: string) =>
    extract('a.ts', content).ast_imports?.map((r) => [
      r.module,
      r.asname,
      content.slice(Number(r.bstart), Number(r.bend)),
    ]);
  const expected = [
    ['a', null, '*'],
    ['b', 'b', '* as b'],
    ['c', 'c d', "* as 'c d'"],
  ];
  expect(spans(text)).toEqual(expected);
  expect(spans(`${text} let x = ;`)).toEqual(expected);
});

test.each(['', ' let x = ;'])(
  '`import()` in a type takes a name out of a module, and `import x =` may name a namespace%s',
  (error) => {
    const text = `type A = import('m').B.C<D> | import('n'); import e = N.f; import g = require('o');${error}`;
    const rows = extract('a.ts', text).ast_imports ?? [];
    expect(rows.map((r) => [r.module, r.name, r.asname, text.slice(Number(r.bstart), Number(r.bend))])).toEqual([
      ['m', 'B', null, "import('m').B.C"],
      ['n', '*', null, "import('n')"],
      [null, 'N.f', 'e', 'e'],
      ['o', '*', 'g', 'g'],
    ]);
  },
);

test('names of `require` may have defaults, and parentheses may stand around it', () => {
  const text =
    "const { a = 1, b: c = 2, d: { e }, [f]: g } = require('m'); const h = (require('n')).i, j = (require('o').k);";
  const rows = extract('a.js', text).ast_imports ?? [];
  expect(rows.map((r) => [r.module, r.name, r.asname, text.slice(Number(r.bstart), Number(r.bend))])).toEqual([
    ['m', 'a', null, 'a'],
    ['m', 'b', 'c', 'b: c'],
    ['m', 'd', null, 'd: { e }'],
    ['n', 'i', 'h', 'h'],
    ['o', 'k', 'j', 'j'],
  ]);
});
