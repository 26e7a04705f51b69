/** Join conditions and predicates -> pairs of expressions over one layout that are equal in every row that passes. */
import type { Expr, JoinCondition } from '../../plan/relation';

export interface Equality {
  readonly left: Expr;
  readonly right: Expr;
  /** IS NOT DISTINCT FROM: two NULLs are equal as well. */
  readonly nullsEqual: boolean;
}

/** The equalities among the conjuncts of a predicate. */
export function equalitiesOf(predicate: Expr): readonly Equality[] {
  if (predicate.kind === 'conjunction' && predicate.op === 'and') return predicate.args.flatMap(equalitiesOf);
  if (predicate.kind !== 'comparison') return [];
  return equality(predicate.op, predicate.left, predicate.right);
}

/** The equality that a join condition is, with its right side moved by `width` to the layout left ++ right. */
export function conditionEquality(condition: JoinCondition, width: number): readonly Equality[] {
  return equality(condition.op, condition.left, shift(condition.right, width));
}

function equality(op: string, left: Expr, right: Expr): readonly Equality[] {
  if (op !== '=' && op !== 'is not distinct from') return [];
  return [{ left, right, nullsEqual: op !== '=' }];
}

/** `expr` over a layout in which its columns come `by` positions later. */
function shift(expr: Expr, by: number): Expr {
  const all = (args: readonly Expr[]): readonly Expr[] => args.map((a) => shift(a, by));
  switch (expr.kind) {
    case 'column':
      return { kind: 'column', index: expr.index + by };
    case 'cast':
      return { ...expr, input: shift(expr.input, by) };
    case 'function':
      return { ...expr, args: all(expr.args) };
    case 'operator':
    case 'conjunction':
      return { ...expr, args: all(expr.args) };
    case 'comparison':
      return { ...expr, left: shift(expr.left, by), right: shift(expr.right, by) };
    case 'constant':
      return expr;
    default:
      // Not worth following; a NULL makes the equality say nothing.
      return { kind: 'constant', type: 'NULL', text: null };
  }
}
