/** Joins of the plan: their projection maps, mark columns and delim scopes become explicit. */
import type { Comparison, Expr, JoinType, Relation } from '../relation';
import { parseComparison, parseExpression } from './expression';
import type { JsonNode } from './json';
import { keepColumns, type Layout, ownLayout, type Parsed } from './layout';
import type { ParseOperator, ParseScope } from './scope';
import { UnsupportedPlan } from './unsupported';

const JOIN_TYPES: Readonly<Record<string, JoinType>> = {
  INNER: 'inner',
  LEFT: 'left',
  RIGHT: 'right',
  FULL: 'full',
  OUTER: 'full',
  SEMI: 'semi',
  ANTI: 'anti',
  RIGHT_SEMI: 'right_semi',
  RIGHT_ANTI: 'right_anti',
  MARK: 'mark',
  SINGLE: 'single',
};

const STYLES = {
  LOGICAL_COMPARISON_JOIN: 'comparison',
  LOGICAL_ASOF_JOIN: 'asof',
  LOGICAL_ANY_JOIN: 'any',
  LOGICAL_DELIM_JOIN: 'delim',
} as const;

type Join = Extract<Relation, { kind: 'join' }>;

export function parseJoin(
  kind: keyof typeof STYLES,
  operator: JsonNode,
  scope: ParseScope,
  parse: ParseOperator,
): Parsed {
  const type = JOIN_TYPES[operator.text('join_type')];
  if (type === undefined) throw new UnsupportedPlan(`${operator.text('join_type')} join`);
  const [left, right] =
    kind === 'LOGICAL_DELIM_JOIN' ? delimSides(operator, scope, parse) : sides(operator, scope, parse);
  const both = [...left.layout, ...right.layout];
  const conditions = operator.nodes('conditions').map((condition) => ({
    op: parseComparison(condition.text('comparison')),
    left: parseExpression(condition.node('left'), left.layout),
    right: parseExpression(condition.node('right'), right.layout),
  }));
  const residual = ['predicate', 'condition'].flatMap((member) => {
    const predicate = operator.optional(member);
    return predicate === null ? [] : [parseExpression(predicate, both)];
  });
  const join: Join = {
    kind: 'join',
    type,
    style: STYLES[kind],
    left: left.relation,
    right: right.relation,
    conditions,
    residual,
  };
  const whole: Parsed = {
    relation: operator.flag('delim_flipped') ? mirrored(join, left.layout.length, right.layout.length) : join,
    layout: layoutOf(type, left.layout, right.layout, operator),
  };
  return keepColumns(whole, keptColumns(type, operator, left.layout.length, right.layout.length));
}

export function parseCross(
  kind: 'LOGICAL_CROSS_PRODUCT' | 'LOGICAL_POSITIONAL_JOIN',
  operator: JsonNode,
  scope: ParseScope,
  parse: ParseOperator,
): Parsed {
  const [left, right] = sides(operator, scope, parse);
  return {
    relation: {
      kind: 'cross',
      left: left.relation,
      right: right.relation,
      positional: kind === 'LOGICAL_POSITIONAL_JOIN',
    },
    layout: [...left.layout, ...right.layout],
  };
}

function sides(operator: JsonNode, scope: ParseScope, parse: ParseOperator): readonly [Parsed, Parsed] {
  return [parse(operator.child(0), scope), parse(operator.child(1), scope)];
}

/** The giving side first, since its columns are what the other side's `DELIM_GET`s stand for. */
function delimSides(operator: JsonNode, scope: ParseScope, parse: ParseOperator): readonly [Parsed, Parsed] {
  const flipped = operator.flag('delim_flipped');
  const giving = parse(operator.child(flipped ? 1 : 0), scope);
  const outputs: readonly Expr[] = operator
    .nodes('duplicate_eliminated_columns')
    .map((column) => parseExpression(column, giving.layout));
  const receiving = parse(operator.child(flipped ? 0 : 1), { ...scope, delims: [...scope.delims, outputs] });
  return flipped ? [receiving, giving] : [giving, receiving];
}

const MIRRORED_TYPES: Readonly<Partial<Record<JoinType, JoinType>>> = {
  inner: 'inner',
  full: 'full',
  left: 'right',
  right: 'left',
  semi: 'right_semi',
  right_semi: 'semi',
  anti: 'right_anti',
  right_anti: 'anti',
};

const MIRRORED_COMPARISONS: Readonly<Partial<Record<Comparison, Comparison>>> = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
};

/** A delim join whose right side gives, written so that its left side does; the output layout stays the same. */
function mirrored(join: Join, left: number, right: number): Relation {
  const type = MIRRORED_TYPES[join.type];
  if (type === undefined || join.residual.length > 0) throw new UnsupportedPlan(`flipped ${join.type} delim join`);
  const turned: Join = {
    ...join,
    type,
    left: join.right,
    right: join.left,
    conditions: join.conditions.map((condition) => ({
      op: MIRRORED_COMPARISONS[condition.op] ?? condition.op,
      left: condition.right,
      right: condition.left,
    })),
  };
  if (type.endsWith('semi') || type.endsWith('anti')) return turned;
  const order = [...upTo(left).map((index) => right + index), ...upTo(right)];
  return { kind: 'project', input: turned, outputs: order.map((index) => ({ kind: 'column', index })) };
}

function layoutOf(type: JoinType, left: Layout, right: Layout, operator: JsonNode): Layout {
  switch (type) {
    case 'semi':
    case 'anti':
      return left;
    case 'right_semi':
    case 'right_anti':
      return right;
    case 'mark':
      return [...left, ...ownLayout(operator.id('mark_index'), 1)];
    default:
      return [...left, ...right];
  }
}

/** The engine's two projection maps as positions in the join's output; an empty map keeps its whole side. */
function keptColumns(type: JoinType, operator: JsonNode, left: number, right: number): readonly number[] {
  const leftMap = operator.indexes('left_projection_map');
  const rightMap = operator.indexes('right_projection_map');
  const keptLeft = leftMap.length > 0 ? leftMap : upTo(left);
  const keptRight = rightMap.length > 0 ? rightMap : upTo(right);
  switch (type) {
    case 'semi':
    case 'anti':
      return leftMap;
    case 'right_semi':
    case 'right_anti':
      return rightMap;
    case 'mark':
      return leftMap.length === 0 ? [] : [...leftMap, left];
    default:
      if (leftMap.length === 0 && rightMap.length === 0) return [];
      return [...keptLeft, ...keptRight.map((index) => left + index)];
  }
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
