/** Expr -> ColumnFact, given the facts of the input layout. */
import { assertNever } from '../core/invariant';
import type { Expr } from '../plan/relation';
import { type ColumnFact, computed, keepsValue, mergeFacts, optional } from './column-fact';

/** A full join gives every row a left or a right side, so of the two keys of USING one is there. */
const isUsingKey = (args: readonly ColumnFact[]): boolean =>
  args.some(
    (a) => a.outer?.side === 'left' && args.some((b) => b.outer?.side === 'right' && b.outer.join === a.outer?.join),
  );

/** Aggregates and window functions whose result is a value of their first argument. */
export const VALUE_KEEPING: ReadonlySet<string> = new Set([
  ...['min', 'max', 'first', 'last', 'any_value', 'arbitrary', 'lag', 'lead'],
  ...['first_value', 'last_value', 'nth_value'],
  ...['arg_min', 'arg_max', 'argmin', 'argmax', 'min_by', 'max_by'],
  ...['arg_min_null', 'arg_max_null', 'arg_min_nulls_last', 'arg_max_nulls_last'],
]);

/** Result is NULL only if an argument is. Division, list access and anything not listed may make a NULL. */
export const NULL_ONLY_FROM_NULL: ReadonlySet<string> = new Set([
  ...['+', '-', '*', '||', 'length', 'len', 'strlen', 'lower', 'upper', 'trim', 'md5', 'sha1', 'sha256', 'abs'],
  ...['replace', 'starts_with', 'ends_with', 'suffix', 'prefix', '~~', '!~~', 'substring'],
]);

const NEVER_NULL: ReadonlySet<string> = new Set(['concat', 'count', 'count_star', 'row_number', 'rank', 'dense_rank']);

/**
 * The fact of `expr` over `inputs`. `rowsPresent` says that an aggregate sees at least one row (there is a GROUP BY),
 * so that max of a NOT NULL column is not NULL.
 */
export function expressionFact(expr: Expr, inputs: readonly ColumnFact[], rowsPresent = false): ColumnFact {
  const of = (e: Expr): ColumnFact => expressionFact(e, inputs, rowsPresent);
  const nullable = (args: readonly Expr[]): boolean => args.some((a) => of(a).nullable);
  switch (expr.kind) {
    case 'column':
      return inputs[expr.index] ?? computed(null, true);
    case 'constant':
      return expr.text === null
        ? { type: expr.type, nullable: true, semantic: 'any', conflict: [] }
        : computed(expr.type, false);
    case 'cast': {
      const input = of(expr.input);
      const fact = { ...input, type: expr.to, nullable: input.nullable || expr.try };
      if (input.semantic === 'any' || keepsValue(input.type, expr.to)) return fact;
      return computed(expr.to, fact.nullable);
    }
    case 'case':
      return mergeFacts([...expr.whens.map((w) => of(w.then)), of(expr.otherwise)]);
    case 'comparison':
      return computed('BOOLEAN', !/distinct/.test(expr.op) && nullable([expr.left, expr.right]));
    case 'conjunction':
      return computed('BOOLEAN', nullable(expr.args));
    case 'operator':
      if (expr.op === 'coalesce') {
        const args = expr.args.map(of);
        return { ...mergeFacts(args), nullable: args.every((a) => a.nullable) && !isUsingKey(args) };
      }
      if (expr.op === 'is_null' || expr.op === 'is_not_null') return computed('BOOLEAN', false);
      return computed(/^(not|in|not_in|between)$/.test(expr.op) ? 'BOOLEAN' : null, nullable(expr.args));
    case 'function':
      if (NEVER_NULL.has(expr.name)) return computed(expr.type, false);
      return computed(expr.type, !NULL_ONLY_FROM_NULL.has(expr.name) || nullable(expr.args));
    case 'aggregate': {
      const first = expr.args[0];
      if (NEVER_NULL.has(expr.name)) return computed(expr.type, false);
      if (first === undefined) return computed(expr.type, true);
      const kept = VALUE_KEEPING.has(expr.name) && of(first).type === expr.type;
      // A group may hold only rows that the filter drops, or only NULL keys of arg_max.
      const full = rowsPresent && expr.filter === null && expr.args.length === 1 && /^(min|max|sum)$/.test(expr.name);
      const isNull = full ? of(first).nullable : true;
      return kept ? { ...of(first), nullable: isNull } : computed(expr.type, isNull);
    }
    case 'window': {
      const first = expr.args[0];
      if (NEVER_NULL.has(expr.name)) return computed(expr.type, false);
      if (first === undefined || !VALUE_KEEPING.has(expr.name) || of(first).type !== expr.type) {
        return computed(expr.type, true);
      }
      return optional(of(first));
    }
    case 'unnest': {
      const list = of(expr.input);
      return { ...list, type: list.type?.endsWith('[]') ? list.type.slice(0, -2) : null, nullable: true };
    }
    default:
      return assertNever(expr);
  }
}
