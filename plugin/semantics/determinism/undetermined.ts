/** Keys and columns -> the columns that the keys leave open. */
import type { Expr } from '../../plan/relation';
import { atomOf, type Determination } from './determination';

/** The columns of `demanded` that rows agreeing in `keys` may still differ in; empty when the keys determine them all. */
export function undetermined(
  keys: readonly Expr[],
  demanded: Iterable<number>,
  input: Determination,
): readonly number[] {
  const closure = new Set(keys.flatMap((k) => components(k)).flatMap((k) => atomOf(k, input) ?? []));
  for (let size = -1; size !== closure.size; ) {
    size = closure.size;
    for (const { from, to } of input.dependencies) {
      if (from.every((a) => closure.has(a))) for (const a of to) closure.add(a);
    }
  }
  return [...demanded].filter((c) => !closure.has(input.atoms[c] ?? -1));
}

/** A row compares by its fields. */
function components(key: Expr): readonly Expr[] {
  if (key.kind === 'cast') return components(key.input).length > 1 ? components(key.input) : [key];
  return key.kind === 'function' && ROWS.has(key.name) ? key.args.flatMap(components) : [key];
}

const ROWS: ReadonlySet<string> = new Set(['row', 'struct_pack', 'list_value', 'array_value']);
