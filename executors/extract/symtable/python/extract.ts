/** CPython's symbol tables of a file -> rows. */
import type declaration from '../../../../plugin/model/extractors/symtable';
import type { Packed } from '../../cpython/packed';
import { openWitness } from '../../cpython/witness';
import type { Emit, ExtractFile } from '../../extractor-runtime';

type Datasets = typeof declaration.datasets;

/** Starts CPython in this thread. */
export async function open(): Promise<ExtractFile<Datasets>> {
  const testify = await openWitness('symtable');
  return (file, emit) => {
    const testimony = testify(file);
    if ('error' in testimony) emit('symtable_errors', testimony.error);
    else emitFacts(testimony.facts, emit);
  };
}

function emitFacts(facts: Packed, emit: Emit<Datasets>): void {
  const types: string[] = [];
  facts.each('scopes', (row) => {
    const parent = row.optionalInt(1);
    const block_type = row.text(2);
    types.push(block_type);
    emit('symtable_scopes', {
      block_id: row.int(0),
      parent_block_id: parent,
      block_type,
      is_meta_scope: row.flag(3),
      is_anonymous: row.flag(4),
      name: row.text(5),
      qualpath: row.text(6),
      line_no: row.int(7),
      bstart: row.optionalInt(8),
      bend: row.optionalInt(9),
    });
    if (parent === null) return;
    const parent_block_type = types[parent] ?? '';
    emit('symtable_scope_edges', { block_id: row.int(0), parent_block_id: parent, block_type, parent_block_type });
  });
  facts.each('symbols', (row) =>
    emit('symtable_symbols', {
      block_id: row.int(0),
      name: row.text(1),
      is_referenced: row.flag(2),
      is_imported: row.flag(3),
      is_parameter: row.flag(4),
      is_type_parameter: row.flag(5),
      is_global: row.flag(6),
      is_nonlocal: row.flag(7),
      is_declared_global: row.flag(8),
      is_local: row.flag(9),
      is_annotated: row.flag(10),
      is_free: row.flag(11),
      is_assigned: row.flag(12),
      is_namespace: row.flag(13),
      namespace_count: row.int(14),
    }),
  );
  facts.each('namespaces', (row) =>
    emit('symtable_namespace_edges', { block_id: row.int(0), name: row.text(1), namespace_block_id: row.int(2) }),
  );
  facts.each('references', (row) =>
    emit('symtable_references', {
      block_id: row.int(0),
      name: row.text(1),
      resolved_block_id: row.optionalInt(2),
      comprehension_bstart: row.optionalInt(3),
      comprehension_bend: row.optionalInt(4),
      is_read: row.flag(5),
      is_write: row.flag(6),
      is_type: row.flag(7),
      bstart: row.int(8),
      bend: row.int(9),
    }),
  );
  facts.each('partitions', (row) =>
    emit('symtable_partitions', {
      block_id: row.int(0),
      partition: row.text(1),
      name: row.text(2),
      position: row.int(3),
    }),
  );
}
