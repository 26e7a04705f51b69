/** What must hold of the spans of any file, whatever is in it. */
import type { TestRow, TestRows } from './extract-text';

/** Every way in which rows disagree with the bytes they point to; empty when all is well. */
export function spanProblems(content: Uint8Array, rows: TestRows): readonly string[] {
  const bytes = Buffer.from(content);
  const problems: string[] = [];
  const text = (start: unknown, end: unknown): string => bytes.toString('utf8', Number(start), Number(end));
  const expect = (holds: boolean, what: string, row: TestRow) => {
    if (!holds) problems.push(`${what}: ${JSON.stringify(row)}`);
  };
  const definitions = new Set((rows.cst_defs ?? []).map((d) => `${d.kind}:${d.def_bstart}:${d.def_bend}`));
  const calls = new Set((rows.cst_callsites ?? []).map((c) => `${c.call_bstart}:${c.call_bend}`));

  for (const [dataset, all] of Object.entries(rows)) {
    let previous = [-1, -1];
    const [first] = all;
    const [start, end] = Object.keys(first ?? {}).filter((c) => c === SPANS[dataset]?.[0] || c === SPANS[dataset]?.[1]);
    for (const row of all) {
      for (const column of Object.keys(row).filter((c) => c.endsWith('bstart'))) {
        const [from, to] = [row[column], row[column.replace('bstart', 'bend')]];
        if (from === null && to === null) continue;
        expect(
          Number(from) >= 0 && Number(from) <= Number(to) && Number(to) <= bytes.length,
          `${column} in the file`,
          row,
        );
      }
      if (start !== undefined && end !== undefined) {
        const at = [Number(row[start] ?? -1), Number(row[end] ?? -1)];
        const [a = 0, b = 0] = at;
        const [c = 0, d = 0] = previous;
        expect(a > c || (a === c && b >= d), `${dataset} in order`, row);
        previous = at;
      }
      if (typeof row.container_def_kind === 'string') {
        const key = `${row.container_def_kind}:${row.container_def_bstart}:${row.container_def_bend}`;
        expect(definitions.has(key), 'container is a definition', row);
      }
    }
  }
  for (const row of rows.cst_refs ?? []) expect(row.ref_text === text(row.bstart, row.bend), 'ref_text', row);
  for (const row of rows.cst_defs ?? []) {
    expect(row.name === text(row.name_bstart, row.name_bend), 'name', row);
    expect(
      Number(row.name_bstart) >= Number(row.def_bstart) && Number(row.name_bend) <= Number(row.def_bend),
      'name inside',
      row,
    );
  }
  for (const row of rows.cst_callsites ?? []) {
    expect(text(row.callee_bstart, row.callee_bend).startsWith(String(row.callee_text)), 'callee_text', row);
    const args = (rows.cst_call_args ?? []).filter(
      (a) => a.call_bstart === row.call_bstart && a.call_bend === row.call_bend,
    );
    expect(args.length === row.arg_count, 'arg_count', row);
  }
  for (const row of rows.cst_call_args ?? []) {
    expect(text(row.bstart, row.bend).startsWith(String(row.arg_text)), 'arg_text', row);
    expect(calls.has(`${row.call_bstart}:${row.call_bend}`), 'call of an argument', row);
  }
  for (const row of rows.cst_decorators ?? []) {
    expect(row.decorator_text === text(row.bstart, row.bend), 'decorator_text', row);
  }
  return problems;
}

const SPANS: Readonly<Record<string, readonly [string, string]>> = {
  cst_refs: ['bstart', 'bend'],
  cst_defs: ['def_bstart', 'def_bend'],
  cst_imports: ['alias_bstart', 'alias_bend'],
  cst_callsites: ['call_bstart', 'call_bend'],
  cst_call_args: ['bstart', 'bend'],
  cst_docstrings: ['bstart', 'bend'],
  cst_decorators: ['bstart', 'bend'],
  cst_parse_errors: ['bstart', 'bend'],
};
