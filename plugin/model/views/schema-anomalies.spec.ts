import { expect, test } from 'vitest';
import { type GivenRows, type Row, rowsOf } from '../../../executors/trial/testing';

const PY = { path: 'src/a.py' };
const TS = { path: 'src/a.ts' };

const cstDef = (name: string, at: number): Row => ({
  ...PY,
  kind: 'function',
  name,
  qualname: name,
  name_bstart: at,
  name_bend: at + name.length,
});
const astDef = (name: string, at: number): Row => ({
  ...PY,
  kind: 'FunctionDef',
  name,
  name_bstart: at,
  name_bend: at + name.length,
});
const MODULE = { ...PY, block_id: 0, block_type: 'MODULE', name: 'top', is_anonymous: false };
const scope = (name: string): Row => ({
  ...MODULE,
  block_id: 1,
  parent_block_id: 0,
  block_type: 'FUNCTION',
  name,
});

/** `def f(): ...` as all three have it. */
const AGREED: GivenRows = {
  cst_defs: [cstDef('f', 4)],
  ast_defs: [astDef('f', 4)],
  symtable_scopes: [MODULE, scope('f')],
};

const anomalies = async (given: GivenRows) =>
  (await rowsOf('schema_anomalies', given, __filename)).map(({ file_id, path, language, ...row }) => row);

test('witnesses that agree are no anomaly', async () => {
  expect(await anomalies(AGREED)).toEqual([]);
});

test('a definition that the concrete syntax lacks is missing for each of the others', async () => {
  const { cst_defs, ...others } = AGREED;
  expect(await anomalies(others)).toMatchObject([
    { view_name: 'witness_defs', violation_type: 'missing', witness: 'ast', lacking: 'cst', name: 'f', bstart: 4 },
    { view_name: 'witness_defs', violation_type: 'missing', witness: 'symtable', lacking: 'cst', name: 'f' },
  ]);
});

test('a definition in another scope is missing there', async () => {
  const given = { ...AGREED, cst_defs: [{ ...cstDef('f', 4), qualname: 'C.f', container_def_bstart: 0 }] };
  expect(await anomalies(given)).toMatchObject([
    { witness: 'cst', lacking: 'symtable', name: 'f', detail: 'function in C' },
    { witness: 'symtable', lacking: 'cst', name: 'f', detail: 'function in the module' },
  ]);
});

const call = { ...TS, bstart: 0, bend: 6, func_name: 'f', arg_count: 2, is_new: false, func_bstart: 0, func_bend: 1 };
const callsite = {
  ...TS,
  call_bstart: 0,
  call_bend: 6,
  callee_name: 'f',
  arg_count: 2,
  is_new: false,
  callee_bstart: 0,
  callee_bend: 1,
};

test.each<[column: string, change: Row, detail: string]>([
  ['kind', { is_new: true }, 'call f 2 arguments, callee 0-1 <> new f 2 arguments, callee 0-1'],
  ['name', { func_name: 'g' }, 'call f 2 arguments, callee 0-1 <> call g 2 arguments, callee 0-1'],
  ['detail', { arg_count: 1 }, 'call f 2 arguments, callee 0-1 <> call f 1 arguments, callee 0-1'],
])('two calls at one place that differ in their %s are one anomaly', async (column_name, change, detail) => {
  const given = { cst_callsites: [callsite], ast_calls: [{ ...call, ...change }] };
  expect(await anomalies(given)).toMatchObject([
    { violation_type: 'differs', column_name, detail, bstart: 0, bend: 6 },
  ]);
});

test('an import says of what, as what, and whether only a type', async () => {
  const place = { ...TS, name: 'x', asname: 'y', is_type: true, is_star: false };
  const given = {
    cst_imports: [{ ...place, kind: 'export_from', module: './m', relative_level: 0, alias_bstart: 9, alias_bend: 15 }],
    ast_imports: [{ ...place, kind: 'ExportNamedDeclaration', module: './m', level: 0, bstart: 9, bend: 15 }],
  };
  expect(await anomalies(given)).toEqual([]);
  const [as] = await anomalies({ ...given, ast_imports: [{ ...given.ast_imports[0], asname: 'z' }] });
  expect(as).toMatchObject({ view_name: 'witness_imports', detail: expect.stringContaining('of ./m as z type') });
});

test('an import binds its alias, or the first part of a dotted name', async () => {
  const imported = (asname: string | null) => {
    const row = { ...PY, kind: 'import', name: 'os.path', asname, is_star: false, is_type: false };
    return {
      cst_imports: [{ ...row, relative_level: 0, alias_bstart: 7, alias_bend: 14 }],
      ast_imports: [{ ...row, level: 0, bstart: 7, bend: 14 }],
    };
  };
  const bound = {
    symtable_scopes: [MODULE],
    symtable_symbols: [{ ...PY, block_id: 0, name: 'os', is_imported: true }],
  };
  expect(await anomalies({ ...bound, ...imported(null) })).toEqual([]);
  expect(await anomalies({ ...bound, ...imported('p') })).toMatchObject([
    { witness: 'cst', lacking: 'symtable', name: 'p', detail: 'import in the module', bstart: 7 },
    { witness: 'symtable', lacking: 'cst', name: 'os', detail: 'import in the module', bstart: null },
  ]);
});

const cstError = { ...TS, error_type: 'syntax_error', message: 'odd', bstart: 0, bend: 3 };

test('what only one parser rejects is one anomaly, and nothing in it is compared', async () => {
  expect(await anomalies({ cst_parse_errors: [cstError], ast_calls: [call] })).toMatchObject([
    { view_name: 'witness_errors', violation_type: 'not_parsed', witness: 'ast', lacking: 'cst', bstart: 0, bend: 3 },
  ]);
  const elsewhere = { ...call, bstart: 10, bend: 16 };
  expect(await anomalies({ cst_parse_errors: [cstError], ast_calls: [elsewhere] })).toMatchObject([
    { violation_type: 'not_parsed' },
    { violation_type: 'missing', bstart: 10 },
  ]);
});

test('what both parsers reject, and an empty file, is no anomaly', async () => {
  const error = { ...TS, error_type: 'syntax_error', message: 'odd' };
  expect(await anomalies({ cst_parse_errors: [cstError], ast_errors: [error], ast_calls: [call] })).toEqual([]);
  expect(await anomalies({ cst_parse_errors: [{ ...TS, error_type: 'empty_file', message: '' }] })).toEqual([]);
});
