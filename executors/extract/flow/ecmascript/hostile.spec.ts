import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { fixture, fixtureNames } from '../../oxc/testing/fixtures';
import { extractorForTests, type TestRow, type TestRows } from '../../testing/extract-text';
import cst from '../../tree-sitter/extractor';
import { flowRows, loadFlow } from '../testing/extract-flow';

beforeAll(loadFlow);

/** Rows that point to what is not there. */
function problems(content: Uint8Array, rows: TestRows): readonly string[] {
  const units = new Set((rows.flow_units ?? []).map(({ unit }) => unit));
  const calls = new Set((rows.flow_calls ?? []).map(({ call }) => call));
  const wrong = (dataset: string, row: TestRow): boolean => {
    const { bstart, bend, unit, parent_unit } = row;
    if (typeof bstart === 'number' && !(bstart <= Number(bend) && Number(bend) <= content.length)) return true;
    if (dataset === 'flow_args' && !calls.has(row.call ?? null)) return true;
    return [unit, parent_unit].some((number) => typeof number === 'number' && !units.has(number));
  };
  return Object.entries(rows).flatMap(([dataset, all]) =>
    all.filter((row) => wrong(dataset, row)).map((row) => `${dataset} ${JSON.stringify(row)}`),
  );
}

const errors = (rows: TestRows) => rows.flow_errors?.map(({ error_type }) => error_type);

describe.each(fixtureNames)('%s', (name) => {
  test('rows agree with each other, whatever was read before', () => {
    const rows = flowRows(name, fixture(name));
    expect(problems(fixture(name), rows)).toEqual([]);
    flowRows('other.ts', 'class A {}');
    expect(flowRows(name, fixture(name))).toEqual(rows);
  });

  test('damaged, it has rows that agree with each other', () => {
    const content = fixture(name).toString();
    const cut = fc.record({
      from: fc.nat(content.length),
      length: fc.nat(40),
      insert: fc.constantFrom('', '(', '}', '"', '\r', '😀', '\0', ' async ', '@', '=>', '`', '<a>', 'class ', '...'),
    });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
        const damaged = cuts.reduce(
          (text, c) => text.slice(0, c.from) + c.insert + text.slice(c.from + c.length),
          content,
        );
        const bytes = Buffer.from(damaged);
        expect(problems(bytes, flowRows(name, bytes))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('units that have a definition have the spans that other evidence gives it', async () => {
    const extractCst = await extractorForTests(cst);
    const defined = new Set(extractCst(name, fixture(name)).cst_defs?.map((d) => `${d.def_bstart}-${d.def_bend}`));
    const rows = flowRows(name, fixture(name)).flow_units ?? [];
    const unknown = rows.filter((u) => u.def_bstart !== null && !defined.has(`${u.def_bstart}-${u.def_bend}`));
    expect(unknown.map(({ qualname }) => qualname)).toEqual([]);
  });
});

describe('nesting', () => {
  test.each([
    ['parentheses of calls', `x = ${'f('.repeat(300)}${')'.repeat(300)}`],
    ['terms of a sum', `x = ${'1+'.repeat(600)}1`],
    ['functions', `${'function f() {'.repeat(150)}${'}'.repeat(150)}`],
    ['conditions', `${'if (a) b; else '.repeat(300)}c`],
  ])('%s, beyond what is followed or not, throws nothing', (_name, content) => {
    expect(problems(Buffer.from(content), flowRows('a.ts', content))).toEqual([]);
  });

  test.each([
    ['what is nested too deep to be followed has an error, and the rest has facts', `${'+'.repeat(450)}`],
    ['the same of statements', `${'if (a) b; else '.repeat(450)}`],
  ])('%s', (_name, before) => {
    const rows = flowRows('a.ts', `f(); ${before.replaceAll('+', '!')}c; g()`);
    expect(errors(rows)).toEqual(['too_deep']);
    expect(rows.flow_calls?.length).toBe(2);
  });

  test.each([
    ['too_large', Buffer.alloc(4 * 1024 * 1024 + 1, 32)],
    ['not_utf8', Buffer.from([0x61, 0xff])],
    ['too_deep', `x = ${'1+'.repeat(9_000)}1`],
  ])('%s is a row', (type, content) => {
    expect(errors(flowRows('a.ts', content))).toContain(type);
  });
});

test('an error of syntax is a row beside the facts that are left', () => {
  const rows = flowRows('a.mts', 'let a = <T>b; f()');
  expect(errors(rows)).toEqual(['syntax_error']);
  expect(rows.flow_calls?.length).toBe(1);
});
