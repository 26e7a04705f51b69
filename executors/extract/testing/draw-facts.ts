/** Draws facts under the source lines they belong to, so that a golden can be read without the code. */
import type { TestRow, TestRows } from './extract-text';

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Describe = (row: TestRow, definitions: ReadonlyMap<string, string>) => string;

const say = (row: TestRow, ...columns: readonly string[]): string =>
  columns
    .filter((column) => row[column] !== null && row[column] !== false && row[column] !== '' && row[column] !== 0)
    .map((column) => `${column}=${JSON.stringify(row[column])}`)
    .join(' ');

const inside: Describe = (row, definitions) => {
  if (row.container_def_kind === null) return '';
  return ` in ${definitions.get(`${row.container_def_bstart}-${row.container_def_bend}`) ?? 'NO SUCH DEFINITION'}`;
};
const owner: Describe = (row, definitions) => {
  if (row.owner_def_bstart === null) return `${row.owner_kind}`;
  return `${row.owner_kind} ${definitions.get(`${row.owner_def_bstart}-${row.owner_def_bend}`) ?? 'NO SUCH DEFINITION'}`;
};

/** Per dataset: the columns of its span, and the rest of the row in words. */
const DRAWN: Readonly<Record<string, readonly [start: string, end: string, describe: Describe]>> = {
  cst_defs: [
    'def_bstart',
    'def_bend',
    (r, d) => `def ${r.kind} ${r.qualname}${inside(r, d)} ${say(r, 'docstring', 'decorator_count')}`,
  ],
  cst_refs: [
    'bstart',
    'bend',
    (r, d) =>
      `${r.ref_kind} ${r.expr_ctx} ${r.scope_role} ${r.scope_type} ${r.scope_name ?? ''} <${r.parent_kind}>${inside(r, d)}`,
  ],
  cst_imports: [
    'alias_bstart',
    'alias_bend',
    (r, d) =>
      `import ${say(r, 'kind', 'module', 'relative_level', 'name', 'asname', 'is_star', 'is_type')} stmt=${Number(r.stmt_bend) - Number(r.stmt_bstart)} bytes${inside(r, d)}`,
  ],
  cst_callsites: [
    'call_bstart',
    'call_bend',
    (r, d) =>
      `call ${r.callee_shape} ${say(r, 'callee_text', 'callee_dotted', 'callee_name', 'arg_count', 'is_new')}${inside(r, d)}`,
  ],
  cst_call_args: ['bstart', 'bend', (r) => `arg ${r.arg_index} ${say(r, 'keyword', 'star')}`],
  cst_docstrings: ['bstart', 'bend', (r, d) => `doc of ${owner(r, d)} ${JSON.stringify(r.docstring)}`],
  cst_decorators: ['bstart', 'bend', (r, d) => `decorator ${r.decorator_index} of ${owner(r, d)}`],
  cst_parse_errors: ['bstart', 'bend', (r) => `error ${r.error_type}: ${r.message}`],
};

/** The source with every fact under the line where its span begins; spans that go on have a `…`. */
export function drawFacts(content: string, rows: TestRows): string {
  const bytes = Buffer.from(content);
  const definitions = new Map((rows.cst_defs ?? []).map((d) => [`${d.def_bstart}-${d.def_bend}`, String(d.qualname)]));
  const marks = Object.entries(DRAWN).flatMap(([dataset, [start, end, describe]]) =>
    (rows[dataset] ?? []).map(
      (row): Mark => ({ start: Number(row[start]), end: Number(row[end]), text: describe(row, definitions).trimEnd() }),
    ),
  );
  const out: string[] = [];
  let at = 0;
  for (const line of content.split(/(?<=\n)/)) {
    const length = Buffer.byteLength(line);
    out.push(`  ${line.replace(/\r?\n$/, '')}`);
    const here = marks.filter((mark) => mark.start >= at && mark.start < at + length);
    here.sort((a, b) => a.start - b.start || b.end - a.end);
    for (const mark of here) out.push(drawn(bytes, at, length, mark));
    at += length;
  }
  return `${out.join('\n')}\n`;
}

function drawn(bytes: Buffer, at: number, length: number, mark: Mark): string {
  const before = [...bytes.toString('utf8', at, mark.start)].map((c) => (c === '\t' ? '\t' : ' ')).join('');
  const until = Math.min(mark.end, at + length);
  const under = [...bytes.toString('utf8', mark.start, until).trimEnd()].map(() => '^').join('') || '|';
  return `#${before} ${under}${mark.end > at + length ? '…' : ''} ${mark.text}`;
}
