import { expect, test } from 'vitest';
import { diagnostic, formatDiagnostic } from './diagnostic';
import { nearest } from './nearest';
import { check } from './result';

test('a diagnostic shows code, place, message and hint', () => {
  const d = diagnostic(
    'CPG_UNKNOWN_COLUMN',
    { dataset: 'cst_defs', column: 'nmae', near: 'name' },
    { file: 'cpg/entities/a.ts', path: 'content.0' },
  );
  expect(formatDiagnostic(d)).toBe(
    "CPG_UNKNOWN_COLUMN cpg/entities/a.ts#content.0: dataset 'cst_defs' has no column 'nmae'\n  hint: Did you mean 'name'?",
  );
});

test('a warning does not make a phase fail, and is kept', () => {
  const warning = diagnostic('CPG_SEMANTIC_TYPE_CONFLICT', { view: 'v', column: 'c', types: ['path', 'symbol'] });
  expect(check(1, [warning])).toEqual({ ok: true, value: 1, warnings: [warning] });
});

test('an error makes a phase fail with everything that was found', () => {
  const error = diagnostic('CPG_NAME_RESERVED', { name: 'build' });
  const result = check(1, [error, error]);
  expect(result.ok ? [] : result.diagnostics).toHaveLength(2);
});

test.each([
  ['bstrat', 'bstart'],
  ['CST_DEFS', 'cst_defs'],
  ['zzz', undefined],
])('the nearest of the known names to %s is %s', (word, expected) => {
  expect(nearest(word, ['bstart', 'bend', 'cst_defs', 'cst_refs'])).toBe(expected);
});
