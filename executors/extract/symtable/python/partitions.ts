/** Names of functions and classes by their role -> rows. */
import type declaration from '../../../../plugin/model/extractors/symtable';
import type { Packed } from '../../cpython/packed';
import type { Emit } from '../../extractor-runtime';
import { bitOf } from './symbols';

/** What flags say of the symbols of a function, in the order of the rows. */
const ROLES = [
  ['locals', bitOf('is_local')],
  ['globals', bitOf('is_global')],
  ['nonlocals', bitOf('is_nonlocal')],
  ['frees', bitOf('is_free')],
] as const;

/**
 * Emits `symtable_partitions`: scope by scope the parameters, in their order, or the methods, as they are defined; then of
 * functions the other roles, by name.
 */
export function emitPartitions(facts: Packed, emit: Emit<typeof declaration.datasets>): void {
  const scopes = facts.table('scopes');
  const named = facts.table('named');
  const symbols = facts.table('symbols');
  const [namedScopes, symbolScopes, bits] = [named.raw(0), symbols.raw(0), symbols.raw(2)];
  let nextNamed = 0;
  let nextSymbol = 0;
  for (let scope = 0; scope < scopes.rows; scope++) {
    for (; namedScopes[nextNamed] === scope; nextNamed++) {
      emit('symtable_partitions', {
        block_id: scope,
        partition: named.text(1, nextNamed) ?? '',
        name: named.text(2, nextNamed) ?? '',
        position: named.raw(3)[nextNamed] ?? 0,
      });
    }
    const first = nextSymbol;
    while (symbolScopes[nextSymbol] === scope) nextSymbol++;
    if (scopes.text(2, scope) !== 'FUNCTION') continue;
    for (const [partition, bit] of ROLES) {
      let position = 0;
      for (let symbol = first; symbol < nextSymbol; symbol++) {
        if (((bits[symbol] ?? 0) & bit) === 0) continue;
        emit('symtable_partitions', {
          block_id: scope,
          partition,
          name: symbols.text(1, symbol) ?? '',
          position: position++,
        });
      }
    }
  }
}
