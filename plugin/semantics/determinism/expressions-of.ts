/** Relation -> the expressions of one node, each with the relation whose layout it is over. */
import type { Expr, Relation } from '../../plan/relation';

export interface PlacedExpression {
  readonly expr: Expr;
  readonly over: Relation;
}

/** Expressions of `node` itself, not of its inputs. Residual predicates of a join are over the join. */
export function expressionsOf(node: Relation): readonly PlacedExpression[] {
  const over = (relation: Relation, exprs: readonly Expr[]): readonly PlacedExpression[] =>
    exprs.map((expr) => ({ expr, over: relation }));
  switch (node.kind) {
    case 'project':
      return over(node.input, node.outputs);
    case 'filter':
      return over(node.input, node.predicates);
    case 'join':
      return [
        ...node.conditions.flatMap((c) => [...over(node.left, [c.left]), ...over(node.right, [c.right])]),
        ...over(node, node.residual),
      ];
    case 'aggregate':
      return over(node.input, [...node.groups, ...node.aggregates]);
    case 'window':
      return over(node.input, node.windows);
    case 'unnest':
      return over(node.input, node.expressions);
    case 'table_function':
      return over(node.input ?? node, node.args);
    case 'order':
    case 'limit':
      return over(
        node.input,
        node.keys.map((k) => k.expr),
      );
    case 'distinct':
      return over(node.input, [...node.on, ...node.keys.map((k) => k.expr)]);
    default:
      return [];
  }
}
