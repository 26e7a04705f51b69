/** GROUP BY and DISTINCT of the plan. */
import { parseExpression, parseOrderKeys } from './expression';
import type { JsonNode } from './json';
import { ownLayout, type Parsed } from './layout';
import { UnsupportedPlan } from './unsupported';

export function parseAggregate(operator: JsonNode, { relation, layout }: Parsed): Parsed {
  const groups = operator.nodes('groups').map((group) => parseExpression(group, layout));
  const aggregates = operator.nodes('expressions').map((expression) => parseExpression(expression, layout));
  const functions = operator.list('grouping_functions').length;
  const sets = operator.list('grouping_sets').map((set) => {
    if (!Array.isArray(set)) throw new UnsupportedPlan('grouping set');
    return set.map(Number);
  });
  return {
    relation: {
      kind: 'aggregate',
      input: relation,
      groups,
      // Decorrelated subqueries and PIVOT group without writing a set.
      groupingSets: sets.length === 0 ? [groups.map((_, index) => index)] : sets,
      aggregates,
      groupingFunctions: functions,
    },
    layout: [
      ...ownLayout(operator.id('group_index'), groups.length),
      ...ownLayout(operator.id('aggregate_index'), aggregates.length),
      ...ownLayout(operator.id('groupings_index'), functions),
    ],
  };
}

export function parseDistinct(operator: JsonNode, { relation, layout }: Parsed): Parsed {
  const on = operator.text('distinct_type') === 'DISTINCT_ON';
  const targets = operator.nodes('distinct_targets').map((target) => parseExpression(target, layout));
  return {
    relation: {
      kind: 'distinct',
      input: relation,
      on: on ? targets : [],
      keys: parseOrderKeys(operator.optional('order_by')?.nodes('orders') ?? [], layout),
    },
    layout,
  };
}
