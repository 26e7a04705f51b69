/** CPython's symbol tables of a file -> rows. */
import type declaration from '../../../../plugin/model/extractors/symtable';
import type { Packed, PackedTable } from '../../cpython/packed';
import { openWitness } from '../../cpython/witness';
import type { Emit, ExtractFile } from '../../extractor-runtime';
import { emitPartitions } from './partitions';
import { emitReferences } from './references';
import { emitSymbols } from './symbols';

type Datasets = typeof declaration.datasets;

/** Starts CPython in this thread. */
export async function open(): Promise<ExtractFile<Datasets>> {
  const testify = await openWitness('symtable');
  return (file, emit) => {
    const testimony = testify(file);
    if ('error' in testimony) emit('symtable_errors', testimony.error);
    else emitFacts(testimony.facts, file.bytes, emit);
  };
}

function emitFacts(facts: Packed, file: Buffer, emit: Emit<Datasets>): void {
  emitScopes(facts.table('scopes'), emit);
  emitSymbols(facts.table('symbols'), emit);
  emitPartitions(facts, emit);
  const namespaces = facts.table('namespaces');
  emit.columns('symtable_namespace_edges', namespaces.rows, {
    block_id: namespaces.ints(0),
    name: namespaces.texts(1),
    namespace_block_id: namespaces.ints(2),
  });
  emitReferences(facts, file, emit);
}

/** Scopes, and an edge from each but the first, which is the module. */
function emitScopes(scopes: PackedTable, emit: Emit<Datasets>): void {
  emit.columns('symtable_scopes', scopes.rows, {
    block_id: scopes.ints(0),
    parent_block_id: scopes.optionalInts(1),
    block_type: scopes.texts(2),
    is_meta_scope: scopes.flags(3),
    is_anonymous: scopes.flags(4),
    name: scopes.texts(5),
    qualpath: scopes.texts(6),
    line_no: scopes.ints(7),
    bstart: scopes.optionalInts(8),
    bend: scopes.optionalInts(9),
  });
  const below = scopes.from(1);
  emit.columns('symtable_scope_edges', below.rows, {
    block_id: below.ints(0),
    parent_block_id: below.ints(1),
    block_type: below.texts(2),
    parent_block_type: scopes.textsAt(2, below.raw(1)),
  });
}
