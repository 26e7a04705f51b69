import { expect, test } from 'vitest';
import { rowsOf } from '../../../executors/trial/testing';

const [ALL, SYNTAX, NONE] = [{ path: 'all.py' }, { path: 'syntax.ts' }, { path: 'text.md' }];

test('facts of each source are counted by file, files without any included', async () => {
  const given = {
    repo_files: [ALL, SYNTAX, NONE],
    cst_refs: [ALL, ALL, SYNTAX],
    cst_docstrings: [ALL],
    symtable_scopes: [ALL],
    scip_occurrences: [ALL, ALL],
  };
  const rows = await rowsOf('file_coverage_report', given, __filename);
  expect(rows.map(({ file_id, ...row }) => row)).toEqual([
    { ...ALL, language: 'python', cst_facts: 3, symtable_facts: 1, scip_facts: 2, extraction_count: 3 },
    { ...SYNTAX, language: 'typescript', cst_facts: 1, symtable_facts: 0, scip_facts: 0, extraction_count: 1 },
    { ...NONE, language: null, cst_facts: 0, symtable_facts: 0, scip_facts: 0, extraction_count: 0 },
  ]);
});
