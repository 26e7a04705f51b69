import { expect, test } from 'vitest';
import { type GivenRows, type Row, rowsOf } from '../../../executors/trial/testing';

const FILE = { path: 'src/a.py' };
const error = (error_type: string): Row => ({ ...FILE, error_type, message: '' });
const errors = (count: number): readonly Row[] => Array.from({ length: count }, () => error('syntax_error'));

/** The row of the one file there is. */
async function qualityOf(given: GivenRows): Promise<Row> {
  const [row, ...others] = await rowsOf('file_quality', { repo_files: [FILE], ...given }, __filename);
  expect(others).toEqual([]);
  return row ?? {};
}

test.each<[what: string, score: number, given: GivenRows]>([
  ['a file with nothing against it', 1000, {}],
  ['an empty file', 1000, { cst_parse_errors: [error('empty_file')] }],
  ['a stretch that fits nowhere', 790, { cst_parse_errors: errors(1) }],
  ['three of them', 770, { cst_parse_errors: errors(3) }],
  ['a token that is missing', 800, { cst_parse_errors: [error('missing_token')] }],
  ['more errors than are listed', 150, { cst_parse_errors: errors(50) }],
  ['bytes in another encoding', 800, { cst_parse_errors: [error('not_utf8')] }],
  ['a file that the parser gave up on', 500, { cst_parse_errors: [error('too_deep')] }],
  ['remarks of an indexer, however many', 900, { scip_diagnostics: [FILE, FILE] }],
  ['an index in an unknown encoding', 950, { scip_documents: [{ ...FILE, position_encoding: 'unspecified' }] }],
  ['an index in a known encoding', 1000, { scip_documents: [{ ...FILE, position_encoding: 'utf8' }] }],
  [
    'everything at once',
    0,
    {
      cst_parse_errors: errors(50),
      scip_diagnostics: [FILE],
      scip_documents: [{ ...FILE, position_encoding: 'unspecified' }],
    },
  ],
])('%s: %i', async (_what, score, given) => {
  expect(await qualityOf(given)).toMatchObject({ ...FILE, file_quality_score: score });
});

test('the signals behind a score are listed', async () => {
  const row = await qualityOf({ cst_parse_errors: [...errors(2), error('missing_token')], scip_diagnostics: [FILE] });
  expect(row).toMatchObject({
    language: 'python',
    has_cst_parse_errors: true,
    cst_error_count: 3,
    ts_error_count: 2,
    ts_missing_count: 1,
    ts_gave_up: false,
    ts_errors_cut: false,
    has_scip_diagnostics: true,
    scip_diagnostic_count: 1,
    scip_encoding_unspecified: false,
  });
});

test('what is found in one file says nothing of another', async () => {
  const other = { path: 'src/b.py' };
  const rows = await rowsOf('file_quality', { repo_files: [FILE, other], cst_parse_errors: errors(1) }, __filename);
  expect(rows.map((row) => [row.path, row.file_quality_score])).toEqual([
    [FILE.path, 790],
    [other.path, 1000],
  ]);
});

test.each(['rel_def_in_file', 'rel_call_to_def_name'])('%s is less sure in a damaged file', async (relationship) => {
  const span = { bstart: 0, bend: 9 };
  const given: GivenRows = {
    repo_files: [FILE],
    cst_defs: [{ ...FILE, kind: 'function', name: 'f', def_bstart: 0, def_bend: 9 }],
    cst_callsites: [{ ...FILE, callee_name: 'f', call_bstart: 12, call_bend: 15, callee_bstart: 12, callee_bend: 13 }],
  };
  const confidence = async (damage: readonly Row[]) => {
    const rows = await rowsOf(relationship, { ...given, cst_parse_errors: damage }, __filename);
    expect(rows).toHaveLength(1);
    return Number(rows[0]?.confidence);
  };
  const whole = await confidence([]);
  // A file of quality 790 keeps 9,790 ten-thousandths.
  expect(await confidence([{ ...error('syntax_error'), ...span }])).toBe(Math.floor(whole * 9790) / 10_000);
});
