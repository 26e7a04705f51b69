/** Aggregate -> what its result needs besides the multiset of its arguments. */
import type { Expr } from '../../plan/relation';

export type AggregateVerdict =
  | { readonly kind: 'fine' }
  /** Never a function of the rows. */
  | { readonly kind: 'problem'; readonly why: string }
  /** Picks or lists rows in an order: `keys` must determine `values`. */
  | { readonly kind: 'ordered'; readonly keys: readonly Expr[]; readonly values: readonly Expr[] };

/** Functions of the multiset of their arguments, whatever the types. */
const ORDER_FREE: ReadonlySet<string> = new Set([
  ...['count', 'count_star', 'count_if', 'countif', 'sum_no_overflow', 'min', 'max', 'bool_and', 'bool_or'],
  ...['bit_and', 'bit_or', 'bit_xor', 'bitstring_agg', 'median', 'quantile', 'quantile_cont', 'quantile_disc', 'mad'],
  ...['histogram', 'histogram_exact', 'regr_count'],
]);

/** Take rows in the order that ORDER BY gives them. */
const ORDERED: ReadonlySet<string> = new Set([
  ...['first', 'last', 'any_value', 'arbitrary', 'list', 'array_agg', 'string_agg', 'group_concat', 'listagg'],
  ...['first_value', 'last_value', 'nth_value'],
]);

const KEYED = /^(arg_?(min|max)(_nulls?(_last)?)?|(min|max)_by)$/;

/** Exact whatever the order, in the types given here: the sum is kept as an integer. */
const EXACT = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL.*|BOOLEAN)$/;

/** `argumentType` is the DuckDB type of the first argument; null if unknown. */
export function aggregateVerdict(
  expr: Extract<Expr, { kind: 'aggregate' | 'window' }>,
  orderKeys: readonly Expr[],
  argumentType: string | null,
): AggregateVerdict {
  const { name, args } = expr;
  if (ORDER_FREE.has(name)) return { kind: 'fine' };
  if (name === 'sum' || name === 'avg' || name === 'mean') {
    if (argumentType !== null && EXACT.test(argumentType)) return { kind: 'fine' };
    return { kind: 'problem', why: 'floating point sums depend on the order of the rows; cast to DECIMAL first' };
  }
  // The key of arg_max decides; without one row per key, the key must contain what is picked.
  if (KEYED.test(name)) return { kind: 'ordered', keys: args.slice(1, 2), values: args.slice(0, 1) };
  if (ORDERED.has(name)) return { kind: 'ordered', keys: orderKeys, values: args };
  if (name === 'mode') return { kind: 'problem', why: 'which of several most frequent values it takes is not defined' };
  if (name.startsWith('approx_') || name.startsWith('reservoir_')) return { kind: 'problem', why: 'it is an estimate' };
  return { kind: 'problem', why: 'its result may depend on the order of the rows' };
}
