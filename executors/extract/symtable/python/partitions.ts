/** Names of functions and classes by their role -> rows. */
import type declaration from '../../../../plugin/model/extractors/symtable';
import type { Packed } from '../../cpython/packed';
import { integers, words } from '../../evidence/column-source';
import { GrowableInts } from '../../evidence/growable';
import type { Emit } from '../../extractor-runtime';
import { bitOf } from './symbols';

/** What flags say of the symbols of a function, in the order of the rows. */
const ROLES = [
  ['locals', bitOf('is_local')],
  ['globals', bitOf('is_global')],
  ['nonlocals', bitOf('is_nonlocal')],
  ['frees', bitOf('is_free')],
] as const;
/** A partition is a place in these. */
const PARTITIONS = ['parameters', 'methods', ...ROLES.map(([partition]) => partition)];

/**
 * Emits `symtable_partitions`: scope by scope the parameters, in their order, or the methods, as they are defined; then of
 * functions the other roles, by name.
 */
export function emitPartitions(facts: Packed, emit: Emit<typeof declaration.datasets>): void {
  const scopes = facts.table('scopes');
  const named = facts.table('named');
  const symbols = facts.table('symbols');
  const [namedScopes, symbolScopes, bits] = [named.raw(0), symbols.raw(0), symbols.raw(2)];
  const roles = ROLES.map(([partition, bit]) => [PARTITIONS.indexOf(partition), bit] as const);
  const [blocks, partitions] = [new GrowableInts(), new GrowableInts()];
  const [names, positions] = [new GrowableInts(), new GrowableInts()];
  const add = (scope: number, partition: number, name: number, position: number): void => {
    blocks.push(scope);
    partitions.push(partition);
    names.push(name);
    positions.push(position);
  };
  let nextNamed = 0;
  let nextSymbol = 0;
  for (let scope = 0; scope < scopes.rows; scope++) {
    for (; namedScopes[nextNamed] === scope; nextNamed++) {
      const partition = PARTITIONS.indexOf(named.text(1, nextNamed) ?? '');
      add(scope, partition, named.raw(2)[nextNamed] ?? -1, named.raw(3)[nextNamed] ?? 0);
    }
    const first = nextSymbol;
    while (symbolScopes[nextSymbol] === scope) nextSymbol++;
    if (scopes.text(2, scope) !== 'FUNCTION') continue;
    for (const [partition, bit] of roles) {
      let position = 0;
      for (let symbol = first; symbol < nextSymbol; symbol++) {
        if (((bits[symbol] ?? 0) & bit) !== 0) add(scope, partition, symbols.raw(1)[symbol] ?? -1, position++);
      }
    }
  }
  emit.columns('symtable_partitions', blocks.length, {
    block_id: integers(blocks.view()),
    partition: words(partitions.view(), PARTITIONS),
    name: words(names.view(), facts.strings),
    position: integers(positions.view()),
  });
}
