/** What an expression is made of. */
import type { Expr } from './relation';

/** The expressions an expression is made of, over the same layout; the inside of a lambda is not. */
export function operandsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'column':
    case 'constant':
      return [];
    case 'cast':
    case 'unnest':
      return [expr.input];
    case 'case':
      return [...expr.whens.flatMap((when) => [when.when, when.then]), expr.otherwise];
    case 'comparison':
      return [expr.left, expr.right];
    case 'conjunction':
    case 'operator':
    case 'function':
      return expr.args;
    case 'aggregate':
      return [...expr.args, ...(expr.filter ? [expr.filter] : []), ...expr.orderBy.map((key) => key.expr)];
    case 'window':
      return [
        ...expr.args,
        ...expr.partitionBy,
        ...expr.orderBy.map((key) => key.expr),
        ...(expr.filter ? [expr.filter] : []),
        ...expr.bounds,
      ];
  }
}
