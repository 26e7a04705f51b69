/** Predicate -> the columns that are not NULL in every row for which it is true. */
import type { Expr, JoinCondition } from '../plan/relation';
import { NULL_ONLY_FROM_NULL } from './expression-fact';

/** Positions that `predicate` rejects NULL in; conservative, so some may be missing. */
export function rejectsNull(predicate: Expr): readonly number[] {
  switch (predicate.kind) {
    case 'conjunction':
      return predicate.op === 'and' ? predicate.args.flatMap(rejectsNull) : [];
    case 'comparison':
      return /distinct/.test(predicate.op) ? [] : [...strict(predicate.left), ...strict(predicate.right)];
    case 'operator': {
      const [first] = predicate.args;
      if (predicate.op === 'between') return predicate.args.flatMap(strict);
      const rejects = predicate.op === 'is_not_null' || predicate.op === 'in' || predicate.op === 'not_in';
      return rejects && first !== undefined ? strict(first) : [];
    }
    default:
      return [];
  }
}

/** The same for the two sides of a join condition that holds. */
export function conditionRejectsNull(condition: JoinCondition): {
  readonly left: readonly number[];
  readonly right: readonly number[];
} {
  if (/distinct/.test(condition.op)) return { left: [], right: [] };
  return { left: strict(condition.left), right: strict(condition.right) };
}

/** Columns such that `expr` is NULL as soon as one of them is. */
function strict(expr: Expr): readonly number[] {
  switch (expr.kind) {
    case 'column':
      return [expr.index];
    case 'cast':
      return strict(expr.input);
    case 'function':
      return NULL_ONLY_FROM_NULL.has(expr.name) ? expr.args.flatMap(strict) : [];
    default:
      return [];
  }
}
