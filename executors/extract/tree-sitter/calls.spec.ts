import { beforeAll, expect, test } from 'vitest';
import { type ExtractText, extractorForTests } from '../testing/extract-text';
import treeSitter from './extractor';

let extract: ExtractText;
beforeAll(async () => {
  extract = await extractorForTests(treeSitter);
});

/** Calls as the text of the call and of the callee, its shape and its name. */
const calls = (path: string, text: string) =>
  extract(path, text).cst_callsites?.map((r) => [
    text.slice(Number(r.call_bstart), Number(r.call_bend)),
    text.slice(Number(r.callee_bstart), Number(r.callee_bend)),
    r.callee_shape,
    r.callee_name,
  ]);

test.each(['a.py', 'a.js', 'a.ts'])('the callee is what parentheses hold in %s', (path) => {
  expect(calls(path, '(f)(x)\n')).toEqual([['(f)(x)', 'f', 'NAME', 'f']]);
  expect(calls(path, '((a.b))(x)\n')).toEqual([['((a.b))(x)', 'a.b', 'ATTRIBUTE', 'b']]);
  expect(calls(path, '(a, b)(x)\n')?.[0]?.slice(2)).toEqual(['OTHER', null]);
});

test('comments may stand in the parentheses', () => {
  expect(calls('a.ts', '(/* c */ f)(x)')).toEqual([['(/* c */ f)(x)', 'f', 'NAME', 'f']]);
});

test('the backslash before a line end is no argument', () => {
  const { cst_callsites, cst_call_args } = extract('a.py', 'f(a, \\\n  b, \\\n  *c)\n');
  expect(cst_callsites).toMatchObject([{ arg_count: 3 }]);
  expect(cst_call_args?.map(({ arg_text, star }) => [arg_text, star])).toEqual([
    ['a', ''],
    ['b', ''],
    ['c', '*'],
  ]);
});
