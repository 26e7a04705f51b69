/** Parts of expressions: columns, everything inside, and a rendering for messages. */
import { operandsOf } from '../../plan/operands';
import type { Expr } from '../../plan/relation';

/** Positions of the columns in `expr`, in order of appearance. */
export function columnsIn(expr: Expr): readonly number[] {
  if (expr.kind === 'column') return [expr.index];
  return [...new Set(operandsOf(expr).flatMap(columnsIn))];
}

/** `expr` and everything in it, bodies of lambdas included. */
export function everyExpression(expr: Expr): readonly Expr[] {
  const lambda = expr.kind === 'function' && expr.lambda ? everyExpression(expr.lambda) : [];
  return [expr, ...operandsOf(expr).flatMap(everyExpression), ...lambda];
}

/** `row_number() over (partition by defs.path order by defs.bstart)`; `name` gives the words for a column. */
export function renderExpression(expr: Expr, name: (column: number) => string): string {
  const list = (exprs: readonly Expr[]): string => exprs.map((e) => renderExpression(e, name)).join(', ');
  switch (expr.kind) {
    case 'column':
      return name(expr.index);
    case 'constant':
      return expr.text ?? 'null';
    case 'cast':
      return renderExpression(expr.input, name);
    case 'function':
      return `${expr.name}(${list(expr.args)})`;
    case 'aggregate': {
      const order = expr.orderBy.length > 0 ? ` order by ${list(expr.orderBy.map((k) => k.expr))}` : '';
      return `${expr.name}(${expr.distinct ? 'distinct ' : ''}${list(expr.args)}${order})`;
    }
    case 'window': {
      const partition = expr.partitionBy.length > 0 ? [`partition by ${list(expr.partitionBy)}`] : [];
      const order = expr.orderBy.length > 0 ? [`order by ${list(expr.orderBy.map((k) => k.expr))}`] : [];
      return `${expr.name}(${list(expr.args)}) over (${[...partition, ...order].join(' ')})`;
    }
    default:
      return list(operandsOf(expr));
  }
}
