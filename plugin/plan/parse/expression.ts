/** Expressions of the plan, `BOUND_...` -> `Expr`: every reference becomes a position in the input layout. */
import type { Comparison, Expr, OrderKey } from '../relation';
import { parseConstant } from './constant';
import type { JsonNode } from './json';
import { type Layout, positionOf } from './layout';
import { typeText } from './type';
import { UnsupportedPlan } from './unsupported';

/** `layout` null: inside a lambda, where positions are those of the lambda's own row. */
export function parseExpression(expression: JsonNode, layout: Layout | null): Expr {
  const kind = expression.text('expression_class');
  const parse = (child: JsonNode) => parseExpression(child, layout);
  switch (kind) {
    case 'BOUND_REF':
      return columnAt(expression.index('index'), layout);
    case 'BOUND_COLUMN_REF': {
      // Left over where the engine does not resolve names: below the input of a table function.
      const index = layout === null ? -1 : positionOf(layout, expression.node('binding'));
      if (index < 0) throw new UnsupportedPlan(`a reference to '${expression.text('alias')}' out of its scope`);
      return { kind: 'column', index };
    }
    case 'BOUND_CONSTANT':
      return parseConstant(expression.node('value'));
    case 'BOUND_CAST':
      return {
        kind: 'cast',
        input: parse(expression.node('child')),
        to: typeText(expression.node('return_type')),
        try: expression.flag('try_cast'),
      };
    case 'BOUND_CASE':
      return {
        kind: 'case',
        whens: expression.nodes('case_checks').map((check) => parseWhen(check, layout)),
        otherwise: parse(expression.node('else_expr')),
      };
    case 'BOUND_COMPARISON':
      return {
        kind: 'comparison',
        op: parseComparison(expression.text('type')),
        left: parse(expression.node('left')),
        right: parse(expression.node('right')),
      };
    case 'BOUND_BETWEEN':
      return {
        kind: 'operator',
        op: 'between',
        args: [expression.node('input'), expression.node('lower'), expression.node('upper')].map(parse),
      };
    case 'BOUND_CONJUNCTION':
      return {
        kind: 'conjunction',
        op: expression.text('type') === 'CONJUNCTION_OR' ? 'or' : 'and',
        args: expression.nodes('children').map(parse),
      };
    case 'BOUND_OPERATOR':
      return {
        kind: 'operator',
        op: expression
          .text('type')
          .replace(/^(OPERATOR|COMPARE)_/, '')
          .toLowerCase(),
        args: expression.nodes('children').map(parse),
      };
    case 'BOUND_FUNCTION':
      return parseFunction(expression, layout);
    case 'BOUND_AGGREGATE':
      return {
        kind: 'aggregate',
        name: expression.text('name'),
        args: expression.nodes('children').map(parse),
        distinct: expression.text('aggregate_type') === 'DISTINCT',
        filter: optionally(expression, 'filter', layout),
        orderBy: parseOrderKeys(expression.optional('order_bys')?.nodes('orders') ?? [], layout),
        type: typeText(expression.node('return_type')),
      };
    case 'BOUND_WINDOW':
      return parseWindow(expression, layout);
    case 'BOUND_UNNEST':
      return { kind: 'unnest', input: parse(expression.node('child')) };
    default:
      throw new UnsupportedPlan(kind.replace(/^BOUND_/, '').toLowerCase());
  }
}

/** ORDER BY keys over `layout`. */
export function parseOrderKeys(orders: readonly JsonNode[], layout: Layout | null): readonly OrderKey[] {
  return orders.map((order) => ({
    expr: parseExpression(order.node('expression'), layout),
    direction: order.text('type') === 'DESCENDING' ? 'desc' : 'asc',
    nulls: /FIRST/.test(order.text('null_order')) ? 'first' : 'last',
  }));
}

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  COMPARE_EQUAL: '=',
  COMPARE_NOTEQUAL: '<>',
  COMPARE_LESSTHAN: '<',
  COMPARE_GREATERTHAN: '>',
  COMPARE_LESSTHANOREQUALTO: '<=',
  COMPARE_GREATERTHANOREQUALTO: '>=',
  COMPARE_DISTINCT_FROM: 'is distinct from',
  COMPARE_NOT_DISTINCT_FROM: 'is not distinct from',
};

/** The SQL spelling of a `COMPARE_...`. */
export function parseComparison(type: string): Comparison {
  const comparison = COMPARISONS[type];
  if (comparison === undefined) throw new UnsupportedPlan(type);
  return comparison;
}

type When = Extract<Expr, { kind: 'case' }>['whens'][number];

function columnAt(index: number, layout: Layout | null): Expr {
  if (layout !== null && index >= layout.length) {
    throw new UnsupportedPlan(`a reference to column ${index} of ${layout.length}`);
  }
  return { kind: 'column', index };
}

function parseWhen(check: JsonNode, layout: Layout | null): When {
  const when = parseExpression(check.node('when_expr'), layout);
  const then = parseExpression(check.node('then_expr'), layout);
  return { when, then };
}

function optionally(owner: JsonNode, member: string, layout: Layout | null): Expr | null {
  const expression = owner.optional(member);
  return expression === null ? null : parseExpression(expression, layout);
}

function parseFunction(expression: JsonNode, layout: Layout | null): Expr {
  const bound = expression.optional('function_data');
  const lambda = bound?.optional('lambda_expr') ?? null;
  return {
    kind: 'function',
    name: expression.text('name'),
    args: expression.nodes('children').map((child) => parseExpression(child, layout)),
    type: typeText(expression.node('return_type')),
    ...(lambda === null ? {} : { lambda: parseExpression(lambda, null) }),
  };
}

function parseWindow(expression: JsonNode, layout: Layout | null): Expr {
  const type = expression.text('type');
  return {
    kind: 'window',
    name: type === 'WINDOW_AGGREGATE' ? expression.text('name') : type.replace('WINDOW_', '').toLowerCase(),
    args: expression.nodes('children').map((child) => parseExpression(child, layout)),
    partitionBy: expression.nodes('partitions').map((partition) => parseExpression(partition, layout)),
    orderBy: parseOrderKeys(expression.nodes('orders'), layout),
    filter: optionally(expression, 'filters', layout),
    ignoreNulls: expression.flag('ignore_nulls'),
    distinct: expression.flag('distinct'),
    frame: frameText(expression),
    bounds: [
      ...WINDOW_BOUNDS.flatMap((member) => optionally(expression, member, layout) ?? []),
      ...parseOrderKeys(expression.nodes('arg_orders'), layout).map((key) => key.expr),
    ],
    type: typeText(expression.node('return_type')),
  };
}

const WINDOW_BOUNDS = ['start_expr', 'end_expr', 'offset_expr', 'default_expr'];

/** The engine writes the frame that SQL means when none is written; that one is `default`. */
function frameText(expression: JsonNode): string {
  const [start, end, exclude] = ['start', 'end', 'exclude_clause'].map((member) => expression.text(member));
  const written = `${start} ${end}${exclude === 'NO_OTHER' ? '' : ` EXCLUDE ${exclude}`}`;
  return written === 'UNBOUNDED_PRECEDING CURRENT_ROW_RANGE' ? 'default' : written;
}
