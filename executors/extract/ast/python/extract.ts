/** CPython's syntax tree of a file -> rows. */
import type declaration from '../../../../plugin/model/extractors/ast';
import type { Packed, PackedTable } from '../../cpython/packed';
import { openWitness } from '../../cpython/witness';
import { integers, same } from '../../evidence/column-source';
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
  emitNodes(facts.table('nodes'), emit);
  const docstrings = facts.table('docstrings');
  emit.columns('ast_docstrings', docstrings.rows, {
    owner_ast_id: docstrings.ints(0),
    owner_kind: docstrings.texts(1),
    owner_name: docstrings.optionalTexts(2),
    docstring: docstrings.texts(3),
    bstart: docstrings.ints(4),
    bend: docstrings.ints(5),
  });
  const imports = facts.table('imports');
  emit.columns('ast_imports', imports.rows, {
    ast_id: imports.ints(0),
    parent_ast_id: imports.optionalInts(1),
    kind: imports.texts(2),
    module: imports.optionalTexts(3),
    name: imports.texts(4),
    asname: imports.optionalTexts(5),
    alias_index: imports.ints(6),
    level: imports.ints(7),
    is_star: imports.flags(8),
    is_type: same(false),
    bstart: imports.ints(9),
    bend: imports.ints(10),
  });
  const defs = facts.table('defs');
  emit.columns('ast_defs', defs.rows, {
    ast_id: defs.ints(0),
    parent_ast_id: defs.optionalInts(1),
    kind: defs.texts(2),
    name: defs.texts(3),
    bstart: defs.ints(4),
    bend: defs.ints(5),
    name_bstart: defs.ints(6),
    name_bend: defs.ints(7),
  });
  const calls = facts.table('calls');
  emit.columns('ast_calls', calls.rows, {
    ast_id: calls.ints(0),
    parent_ast_id: calls.optionalInts(1),
    func_kind: calls.texts(2),
    func_name: calls.optionalTexts(3),
    arg_count: calls.ints(4),
    is_new: same(false),
    bstart: calls.ints(5),
    bend: calls.ints(6),
    func_bstart: calls.ints(7),
    func_bend: calls.ints(8),
  });
  const ignores = facts.table('type_ignores');
  emit.columns('ast_type_ignores', ignores.rows, {
    ast_id: ignores.ints(0),
    tag: ignores.texts(1),
    bstart: ignores.ints(2),
    bend: ignores.ints(3),
  });
}

/** Nodes, and an edge to each but the first, which is the module. */
function emitNodes(nodes: PackedTable, emit: Emit<Datasets>): void {
  const ids = Int32Array.from({ length: nodes.rows }, (_, id) => id);
  emit.columns('ast_nodes', nodes.rows, {
    ast_id: integers(ids),
    parent_ast_id: nodes.optionalInts(0),
    kind: nodes.texts(1),
    name: nodes.optionalTexts(2),
    value: nodes.optionalTexts(3),
    slot: nodes.optionalTexts(4),
    idx: nodes.optionalInts(5),
    bstart: nodes.optionalInts(6),
    bend: nodes.optionalInts(7),
  });
  const below = nodes.from(1);
  emit.columns('ast_edges', below.rows, {
    src: below.ints(0),
    dst: integers(ids.subarray(1)),
    kind: same('CHILD'),
    slot: below.texts(4),
    idx: below.optionalInts(5),
  });
}
