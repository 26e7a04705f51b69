/** CPython's symbols, which come with their flags as bits of a number -> rows. */
import type declaration from '../../../../plugin/model/extractors/symtable';
import type { PackedTable } from '../../cpython/packed';
import { type ColumnSource, flags } from '../../evidence/column-source';
import type { Emit } from '../../extractor-runtime';

/** In the order of the bits that `cpg_symtable.py` gives them. */
const FLAGS = [
  'is_referenced',
  'is_imported',
  'is_parameter',
  'is_type_parameter',
  'is_global',
  'is_nonlocal',
  'is_declared_global',
  'is_local',
  'is_annotated',
  'is_free',
  'is_assigned',
] as const;

export type SymbolFlag = (typeof FLAGS)[number];

/** The bit of a flag. */
export const bitOf = (flag: SymbolFlag): number => 1 << FLAGS.indexOf(flag);

/** Emits `symtable_symbols`, those of each scope by name. */
export function emitSymbols(symbols: PackedTable, emit: Emit<typeof declaration.datasets>): void {
  const bits = symbols.raw(2);
  const has = (flag: SymbolFlag): ColumnSource<boolean> => flags(bits.map((all) => all & bitOf(flag)));
  emit.columns('symtable_symbols', symbols.rows, {
    block_id: symbols.ints(0),
    name: symbols.texts(1),
    is_referenced: has('is_referenced'),
    is_imported: has('is_imported'),
    is_parameter: has('is_parameter'),
    is_type_parameter: has('is_type_parameter'),
    is_global: has('is_global'),
    is_nonlocal: has('is_nonlocal'),
    is_declared_global: has('is_declared_global'),
    is_local: has('is_local'),
    is_annotated: has('is_annotated'),
    is_free: has('is_free'),
    is_assigned: has('is_assigned'),
    is_namespace: symbols.flags(3),
    namespace_count: symbols.ints(3),
  });
}
