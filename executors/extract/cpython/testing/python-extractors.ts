/** The three extractors that ask CPython, opened for tests, and what must hold for each of their rows. */
import ast from '../../ast/extractor';
import bytecode from '../../bytecode/extractor';
import symtable from '../../symtable/extractor';
import { type ExtractText, extractorForTests, type TestRow, type TestRows } from '../../testing/extract-text';

export interface PythonExtractors {
  readonly ast: ExtractText;
  readonly symtable: ExtractText;
  readonly bytecode: ExtractText;
}

export const openPythonExtractors = async (): Promise<PythonExtractors> => ({
  ast: await extractorForTests(ast),
  symtable: await extractorForTests(symtable),
  bytecode: await extractorForTests(bytecode),
});

/** Rows of all three. */
export const askAll = (extractors: PythonExtractors, content: string | Uint8Array): TestRows => ({
  ...extractors.ast('a.py', content),
  ...extractors.symtable('a.py', content),
  ...extractors.bytecode('a.py', content),
});

/** What the error rows of each source say, as `type: message`. */
export const errorsOf = (rows: TestRows): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(rows)
      .filter(([dataset]) => dataset.endsWith('_errors'))
      .map(([dataset, all]) => [dataset, all.map((row) => `${row.error_type}: ${row.message}`)]),
  );

/** Rows that say something which cannot be, in words. */
export function* problemsIn(rows: TestRows, size: number): Generator<string> {
  for (const [dataset, all] of Object.entries(rows)) {
    for (const row of all) {
      for (const [start, end] of spansOf(row)) {
        const none = start === null && end === null;
        if (!none && !(Number(start) >= 0 && Number(start) <= Number(end) && Number(end) <= size)) {
          yield `${dataset}: ${start}-${end} is not in the file: ${JSON.stringify(row)}`;
        }
      }
    }
  }
  yield* wrongTrees(rows);
  yield* wrongFlow(rows);
}

function* spansOf(row: TestRow): Generator<readonly [unknown, unknown]> {
  for (const column of Object.keys(row).filter((name) => name.endsWith('bstart'))) {
    yield [row[column], row[column.replace('bstart', 'bend')]];
  }
}

function* wrongTrees(rows: TestRows): Generator<string> {
  for (const [i, node] of (rows.ast_nodes ?? []).entries()) {
    if (node.ast_id !== i) yield `node ${i} has the id ${node.ast_id}`;
    if ((node.parent_ast_id === null) !== (i === 0) || Number(node.parent_ast_id) >= Math.max(i, 1)) {
      yield `node ${i} has the parent ${node.parent_ast_id}`;
    }
  }
  for (const [i, scope] of (rows.symtable_scopes ?? []).entries()) {
    if (scope.block_id !== i || Number(scope.parent_block_id) >= Math.max(i, 1))
      yield `scope ${i} in ${scope.parent_block_id}`;
  }
}

/** Every edge joins blocks of its unit. That nothing leads to a block is no problem: CPython keeps some dead code. */
function* wrongFlow(rows: TestRows): Generator<string> {
  const blocks = new Set((rows.cfg_blocks ?? []).map((b) => `${b.unit_id}:${b.block_id}`));
  for (const edge of rows.cfg_edges ?? []) {
    for (const end of [edge.src_block_id, edge.dst_block_id]) {
      if (!blocks.has(`${edge.unit_id}:${end}`)) yield `an edge without a block: ${JSON.stringify(edge)}`;
    }
  }
}
