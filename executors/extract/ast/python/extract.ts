/** CPython's syntax tree of a file -> rows. */
import type declaration from '../../../../plugin/model/extractors/ast';
import type { Packed } from '../../cpython/packed';
import { openWitness } from '../../cpython/witness';
import type { Emit, ExtractFile } from '../../extractor-runtime';

type Datasets = typeof declaration.datasets;

/** Starts CPython in this thread. */
export async function open(): Promise<ExtractFile<Datasets>> {
  const testify = await openWitness('ast');
  return (file, emit) => {
    const testimony = testify(file);
    if ('error' in testimony) emit('ast_errors', testimony.error);
    else emitFacts(testimony.facts, emit);
  };
}

function emitFacts(facts: Packed, emit: Emit<Datasets>): void {
  let id = 0;
  facts.each('nodes', (row) => {
    const parent = row.optionalInt(0);
    const slot = row.optionalText(4);
    const idx = row.optionalInt(5);
    emit('ast_nodes', {
      ast_id: id,
      parent_ast_id: parent,
      kind: row.text(1),
      name: row.optionalText(2),
      value: row.optionalText(3),
      slot,
      idx,
      bstart: row.optionalInt(6),
      bend: row.optionalInt(7),
    });
    if (parent !== null) emit('ast_edges', { src: parent, dst: id, kind: 'CHILD', slot: slot ?? '', idx });
    id++;
  });
  facts.each('docstrings', (row) =>
    emit('ast_docstrings', {
      owner_ast_id: row.int(0),
      owner_kind: row.text(1),
      owner_name: row.optionalText(2),
      docstring: row.text(3),
      bstart: row.int(4),
      bend: row.int(5),
    }),
  );
  facts.each('imports', (row) =>
    emit('ast_imports', {
      ast_id: row.int(0),
      parent_ast_id: row.optionalInt(1),
      kind: row.text(2),
      module: row.optionalText(3),
      name: row.text(4),
      asname: row.optionalText(5),
      alias_index: row.int(6),
      level: row.int(7),
      is_star: row.flag(8),
      is_type: false,
      bstart: row.int(9),
      bend: row.int(10),
    }),
  );
  facts.each('defs', (row) =>
    emit('ast_defs', {
      ast_id: row.int(0),
      parent_ast_id: row.optionalInt(1),
      kind: row.text(2),
      name: row.text(3),
      bstart: row.int(4),
      bend: row.int(5),
      name_bstart: row.int(6),
      name_bend: row.int(7),
    }),
  );
  facts.each('calls', (row) =>
    emit('ast_calls', {
      ast_id: row.int(0),
      parent_ast_id: row.optionalInt(1),
      func_kind: row.text(2),
      func_name: row.optionalText(3),
      arg_count: row.int(4),
      is_new: false,
      bstart: row.int(5),
      bend: row.int(6),
      func_bstart: row.int(7),
      func_bend: row.int(8),
    }),
  );
  facts.each('type_ignores', (row) =>
    emit('ast_type_ignores', { ast_id: row.int(0), tag: row.text(1), bstart: row.int(2), bend: row.int(3) }),
  );
}
