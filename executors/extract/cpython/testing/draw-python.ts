/** Draws what CPython says under the source lines it is about, so that a golden can be read without the code. */
import type { TestRow, TestRows } from '../../testing/extract-text';

type Describe = (row: TestRow) => string;
type Drawing = readonly [start: string, end: string, describe: Describe];

const say = (row: TestRow, ...columns: readonly string[]): string =>
  columns
    .filter((column) => row[column] !== null && row[column] !== false && row[column] !== undefined)
    .map((column) => (row[column] === true ? column : `${column}=${JSON.stringify(row[column])}`))
    .join(' ');

const slot = (row: TestRow): string =>
  row.slot === null ? '' : ` ${row.parent_ast_id}.${row.slot}${row.idx === null ? '' : `[${row.idx}]`}`;
const error: Describe = (row) => `error ${row.error_type}: ${row.message}`;

/** Per dataset: the columns of the place where it is drawn, and the row in words. */
const DRAWN: Readonly<Record<string, Drawing>> = {
  ast_nodes: ['bstart', 'bend', (r) => `${r.ast_id} ${r.kind}${slot(r)} ${say(r, 'name', 'value')}`],
  ast_defs: ['name_bstart', 'name_bend', (r) => `name of ${r.ast_id} ${r.kind} ${r.name}`],
  ast_docstrings: [
    'bstart',
    'bend',
    (r) => `doc of ${r.owner_ast_id} ${say(r, 'owner_kind', 'owner_name', 'docstring')}`,
  ],
  ast_imports: [
    'bstart',
    'bend',
    (r) => `import ${say(r, 'ast_id', 'kind', 'module', 'name', 'asname', 'alias_index', 'level', 'is_star')}`,
  ],
  ast_calls: [
    'func_bstart',
    'func_bend',
    (r) => `callee of ${r.ast_id} ${say(r, 'func_kind', 'func_name', 'arg_count')}`,
  ],
  ast_type_ignores: ['bstart', 'bend', (r) => `ignore ${r.ast_id} ${JSON.stringify(r.tag)}`],
  ast_errors: ['bstart', 'bend', error],
  symtable_scopes: [
    'bstart',
    'bend',
    (r) =>
      `${r.block_id} ${r.block_type} ${r.qualpath} ${say(r, 'parent_block_id', 'is_meta_scope', 'is_anonymous', 'line_no')}`,
  ],
  symtable_references: [
    'bstart',
    'bend',
    (r) =>
      `in ${r.block_id} of ${r.resolved_block_id ?? 'no scope'} ${say(r, 'name', 'comprehension_bstart', 'is_read', 'is_write', 'is_type')}`,
  ],
  symtable_errors: ['bstart', 'bend', error],
  cfg_units: ['bstart', 'bend', (r) => `unit ${r.unit_id} ${r.qualpath} ${say(r, 'parent_unit_id', 'name')}`],
  py_bc_instructions: [
    'bstart',
    'bend',
    (r) =>
      `${r.unit_id}:${r.offset} ${r.is_jump_target === true ? '>>' : ''}${r.opname} ${say(r, 'arg', 'argval_kind', 'argval_str', 'argval_int', 'jump_target')}`,
  ],
  bytecode_errors: ['bstart', 'bend', error],
};

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `source` with the rows of drawn datasets under the line where they begin; the others follow as they are. */
export function drawPython(source: Uint8Array, rows: TestRows): string {
  const marks: Mark[] = [];
  const rest: string[] = [];
  for (const [dataset, all] of Object.entries(rows)) {
    if (dataset === 'ast_edges' || dataset === 'symtable_scope_edges') continue;
    const drawing = DRAWN[dataset];
    for (const row of all) {
      if (drawing === undefined) rest.push(`${dataset} ${say(row, ...Object.keys(row))}`);
      else if (row[drawing[0]] === null) rest.push(`${dataset} ${drawing[2](row)}`);
      else marks.push({ start: Number(row[drawing[0]]), end: Number(row[drawing[1]]), text: drawing[2](row).trim() });
    }
  }
  return `${[...linesWith(source, marks), ...rest].map((line) => line.trimEnd()).join('\n')}\n`;
}

function* linesWith(source: Uint8Array, marks: readonly Mark[]): Generator<string> {
  const bytes = Buffer.from(source);
  for (let at = 0; at < bytes.length; ) {
    let end = at;
    while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
    const next = bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : end + 1;
    yield `  ${bytes.toString('utf8', at, end)}`;
    const here = marks.filter((mark) => mark.start >= at && mark.start < next);
    for (const mark of here) {
      const shown = bytes.toString('utf8', mark.start, Math.min(mark.end, end));
      yield `#   ${mark.start}-${mark.end} \`${shown.length > 40 ? `${shown.slice(0, 40)}…` : shown}${mark.end > next ? '…' : ''}\` ${mark.text}`;
    }
    at = next;
  }
  for (const mark of marks.filter(({ start }) => start >= bytes.length))
    yield `#   ${mark.start}-${mark.end} ${mark.text}`;
}
