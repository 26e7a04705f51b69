/** ORDER BY and LIMIT of the plan. A LIMIT carries the keys of the ORDER BY it cuts, in every form the engine has. */
import type { Relation } from '../relation';
import { parseExpression, parseOrderKeys } from './expression';
import type { JsonNode } from './json';
import { keepColumns, type Layout, type Parsed } from './layout';
import { UnsupportedPlan } from './unsupported';

export function parseOrder(operator: JsonNode, { relation, layout }: Parsed): Parsed {
  const keys = parseOrderKeys(operator.nodes('orders'), layout);
  const kept = [...operator.indexes('projections'), ...operator.indexes('projection_map')];
  return keepColumns({ relation: { kind: 'order', input: relation, keys }, layout }, kept);
}

export function parseTopN(operator: JsonNode, { relation, layout }: Parsed): Parsed {
  const keys = parseOrderKeys(operator.nodes('orders'), layout);
  const text = `limit ${operator.id('limit')} offset ${operator.id('offset')}`;
  return { relation: { kind: 'limit', input: relation, keys, text }, layout };
}

export function parseLimit(operator: JsonNode, { relation, layout }: Parsed): Parsed {
  const limit = bound(operator.node('limit_val'), layout);
  const offset = bound(operator.node('offset_val'), layout);
  return { relation: limited(relation, `limit ${limit ?? 'all'} offset ${offset ?? '0'}`), layout };
}

/** LIMIT above ORDER BY, or above columns picked from one, is one operation: the first rows by these keys. */
function limited(input: Relation, text: string): Relation {
  if (input.kind === 'order') return { kind: 'limit', input: input.input, keys: input.keys, text };
  if (input.kind === 'project' && input.input.kind === 'order') {
    return { ...input, input: limited(input.input, text) };
  }
  return { kind: 'limit', input, keys: [], text };
}

/** `10`, `10%`, or null when not set. */
function bound(value: JsonNode, layout: Layout): string | null {
  const type = value.text('type');
  switch (type) {
    case 'UNSET':
      return null;
    case 'CONSTANT_VALUE':
      return value.id('constant_integer');
    case 'CONSTANT_PERCENTAGE':
      return `${value.id('constant_percentage')}%`;
    default: {
      const expr = parseExpression(value.node('expression'), layout);
      if (expr.kind === 'constant') return expr.text;
      throw new UnsupportedPlan('LIMIT with an expression');
    }
  }
}
