/** Rows that the query itself contains: VALUES, long IN lists, contradictions. */
import { canonicalJson } from '../../core/digest';
import type { Expr } from '../relation';
import { parseExpression } from './expression';
import { JsonNode } from './json';
import { type Layout, ownLayout, type Parsed } from './layout';
import { UnsupportedPlan } from './unsupported';

/** VALUES. A row that computes something is a projection of the input, so that nothing it uses is hidden. */
export function parseValues(operator: JsonNode, input: Parsed): Parsed {
  const rows = operator.list('expressions').map((row) => {
    if (!Array.isArray(row)) throw new UnsupportedPlan('VALUES');
    return row.map((expression) => parseExpression(JsonNode.of(expression), input.layout));
  });
  const width = operator.list('expr_types').length;
  const layout = ownLayout(operator.id('table_index'), width);
  if (rows.flat().every(isConstant)) {
    return { relation: { kind: 'values', width, rows: canonicalJson(rows) }, layout };
  }
  return {
    relation: {
      kind: 'set',
      op: 'union',
      all: true,
      inputs: rows.map((outputs) => ({ kind: 'project', input: input.relation, outputs })),
    },
    layout,
  };
}

/** A list of constants that the optimizer made a table of. */
export function parseChunk(operator: JsonNode): Parsed {
  const width = operator.list('chunk_types').length;
  return {
    relation: { kind: 'values', width, rows: canonicalJson(operator.get('collection')) },
    layout: ownLayout(operator.id('table_index'), width),
  };
}

/** What the optimizer proved to be without rows. */
export function parseEmpty(operator: JsonNode): Parsed {
  const layout: Layout = operator
    .nodes('bindings')
    .map((binding) => ({ table: binding.id('table_index'), column: binding.index('column_index') }));
  return { relation: { kind: 'empty', width: layout.length }, layout };
}

function isConstant(expr: Expr): boolean {
  return expr.kind === 'constant' || (expr.kind === 'cast' && isConstant(expr.input));
}
