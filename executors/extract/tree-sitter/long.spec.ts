import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import astDeclaration from '../../../plugin/model/extractors/ast';
import { open } from '../ast/ecmascript/extract';
import { defineRuntime } from '../extractor-runtime';
import { type ExtractText, extractorForTests } from '../testing/extract-text';
import treeSitter from './extractor';

let extract: ExtractText;
let oxc: ExtractText;
beforeAll(async () => {
  extract = await extractorForTests(treeSitter);
  oxc = await extractorForTests(defineRuntime({ declaration: astDeclaration, open }));
});

/** Expressions with operators before, between and behind operands; some are no valid code. */
const { expression } = fc.letrec<{ operand: string; unary: string; expression: string }>((tie) => {
  const options = { maxDepth: 6, withCrossShrink: true };
  const joined = (separator: string, ...parts: readonly fc.Arbitrary<string>[]) =>
    fc.tuple(...parts).map((drawn) => drawn.join(separator));
  return {
    operand: fc.oneof(
      options,
      fc.constantFrom('a', 'this', '[]', '(0, b)', 'new A(c)', 'new B'),
      joined('', tie('operand'), fc.constantFrom('.d', '!', '?.e', '[f]', '!.g', '<T>(h)', '`i`')),
      joined('', tie('operand'), fc.constant('('), tie('expression'), fc.constant(')')),
      joined('', fc.constant('('), tie('expression'), fc.constant(')')),
    ),
    unary: fc.oneof(options, tie('operand'), joined('', fc.constantFrom('!', '- ', 'typeof ', 'await '), tie('unary'))),
    expression: fc.oneof(
      options,
      tie('unary'),
      joined(' ', tie('unary'), fc.constantFrom('+', '*', '&&', '**', '==='), tie('expression')),
      joined(' ', tie('unary'), fc.constant('?'), tie('expression'), fc.constant(':'), tie('expression')),
      joined(' ', fc.constantFrom('x =', 'x +=', 'async y =>'), tie('expression')),
    ),
  };
});

const withoutTypes = (text: string): string => text.replaceAll('<T>', '').replaceAll(/(?<=[\w)\]`])!/g, '');

test.each(['a.ts', 'a.js'])('calls are where the language has them, in any expression of %s', (path) => {
  fc.assert(
    fc.property(expression, (drawn) => {
      const text = `export {}; async () => { z = ${path === 'a.ts' ? drawn : withoutTypes(drawn)}; }`;
      const { ast_calls = [], ast_errors } = oxc(path, text);
      const { cst_callsites = [], cst_parse_errors } = extract(path, text);
      fc.pre(ast_errors?.length === 0 && cst_parse_errors?.length === 0);
      const found = cst_callsites.map((r) => [r.call_bstart, r.call_bend, r.callee_name, r.arg_count].join());
      const expected = ast_calls.map((r) => [r.bstart, r.bend, r.func_name, r.arg_count].join());
      expect(found.sort()).toEqual(expected.sort());
    }),
    { numRuns: 400000 },
  );
});
