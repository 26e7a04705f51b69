/** What one operator defines and another, elsewhere in the plan, refers to: CTEs, recursion, delim joins. */
import { parseExpression } from './expression';
import type { JsonNode } from './json';
import { ownLayout, type Parsed } from './layout';
import type { ParseOperator, ParseScope } from './scope';
import { UnsupportedPlan } from './unsupported';

export function parseCte(operator: JsonNode, scope: ParseScope, parse: ParseOperator): Parsed {
  const definition = parse(operator.child(0), scope);
  const cte = operator.index('table_index');
  const body = parse(operator.child(1), withCte(scope, cte, definition.layout.length));
  return {
    relation: { kind: 'cte', cte, definition: definition.relation, body: body.relation },
    layout: body.layout,
  };
}

/** WITH RECURSIVE; references to it, `recurring.` ones too, are `cte_ref`s. */
export function parseRecursive(operator: JsonNode, scope: ParseScope, parse: ParseOperator): Parsed {
  const width = operator.index('column_count');
  const anchor = parse(operator.child(0), scope);
  const cte = operator.index('table_index');
  const step = parse(operator.child(1), withCte(scope, cte, width));
  if (anchor.layout.length !== width || step.layout.length !== width) {
    throw new UnsupportedPlan('recursion of unequal widths');
  }
  const layout = ownLayout(operator.id('table_index'), width);
  if (operator.list('payload_aggregates').length > 0) throw new UnsupportedPlan('USING KEY with aggregates');
  const key = operator.nodes('key_targets').map((target) => {
    const expr = parseExpression(target, layout);
    if (expr.kind !== 'column') throw new UnsupportedPlan('USING KEY of an expression');
    return expr.index;
  });
  return {
    relation: {
      kind: 'recursive',
      cte,
      anchor: anchor.relation,
      step: step.relation,
      all: operator.flag('union_all'),
      key,
    },
    layout,
  };
}

export function parseCteRef(operator: JsonNode, scope: ParseScope): Parsed {
  const width = operator.list('chunk_types').length;
  const cte = operator.index('cte_index');
  const defined = scope.ctes.get(cte);
  if (defined === undefined) throw new UnsupportedPlan('reference to a CTE out of its scope');
  if (defined !== width) throw new UnsupportedPlan('reference to some columns of a CTE');
  return {
    relation: { kind: 'cte_ref', cte, width, ...(operator.flag('is_recurring') ? { recurring: true } : {}) },
    layout: ownLayout(operator.id('table_index'), width),
  };
}

/**
 * The nearest delim join on whose receiving side we are: the engine pairs them in the same way, it does not look for
 * scans of an outer delim join on the receiving side of an inner one.
 */
export function parseDelimGet(operator: JsonNode, scope: ParseScope): Parsed {
  const width = operator.list('chunk_types').length;
  const outputs = scope.delims.at(-1);
  if (outputs?.length !== width) throw new UnsupportedPlan('DELIM_GET without its delim join');
  return {
    relation: { kind: 'delim_get', depth: 0, outputs },
    layout: ownLayout(operator.id('table_index'), width),
  };
}

/** `cte` is the engine's index, unique in the plan. */
function withCte(scope: ParseScope, cte: number, width: number): ParseScope {
  return { ...scope, ctes: new Map([...scope.ctes, [cte, width]]) };
}
