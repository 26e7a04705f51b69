/** Operators of the plan, `LOGICAL_...` -> `Relation`: one rule per operator, and none is passed over in silence. */
import { parseAggregate, parseDistinct } from './aggregate';
import { parseExpression } from './expression';
import { parseGet } from './get';
import { parseCross, parseJoin } from './join';
import type { JsonNode } from './json';
import { keepColumns, ownLayout, type Parsed } from './layout';
import { parseLimit, parseOrder, parseTopN } from './order';
import type { ParseOperator } from './scope';
import { UnsupportedPlan } from './unsupported';
import { parseChunk, parseEmpty, parseValues } from './values';
import { parseCte, parseCteRef, parseDelimGet, parseRecursive } from './with';

/** Parses an operator and everything below it; throws `UnsupportedPlan` for one that has no rule. */
export const parseOperator: ParseOperator = (operator, scope) => {
  const type = operator.text('type');
  const input = () => parseOperator(operator.child(0), scope);
  switch (type) {
    case 'LOGICAL_GET':
      return parseGet(operator, scope, parseOperator);
    case 'LOGICAL_PROJECTION':
      return parseProjection(operator, input());
    case 'LOGICAL_FILTER':
      return parseFilter(operator, input());
    case 'LOGICAL_COMPARISON_JOIN':
    case 'LOGICAL_ASOF_JOIN':
    case 'LOGICAL_ANY_JOIN':
    case 'LOGICAL_DELIM_JOIN':
      return parseJoin(type, operator, scope, parseOperator);
    case 'LOGICAL_CROSS_PRODUCT':
    case 'LOGICAL_POSITIONAL_JOIN':
      return parseCross(type, operator, scope, parseOperator);
    case 'LOGICAL_AGGREGATE_AND_GROUP_BY':
      return parseAggregate(operator, input());
    case 'LOGICAL_WINDOW':
      return parseAppended('window', operator, input());
    case 'LOGICAL_UNNEST':
      return parseAppended('unnest', operator, input());
    case 'LOGICAL_UNION':
      return parseSet('union', operator, scope);
    case 'LOGICAL_EXCEPT':
      return parseSet('except', operator, scope);
    case 'LOGICAL_INTERSECT':
      return parseSet('intersect', operator, scope);
    case 'LOGICAL_RECURSIVE_CTE':
      return parseRecursive(operator, scope, parseOperator);
    case 'LOGICAL_MATERIALIZED_CTE':
      return parseCte(operator, scope, parseOperator);
    case 'LOGICAL_CTE_REF':
      return parseCteRef(operator, scope);
    case 'LOGICAL_DELIM_GET':
      return parseDelimGet(operator, scope);
    case 'LOGICAL_ORDER_BY':
      return parseOrder(operator, input());
    case 'LOGICAL_TOP_N':
      return parseTopN(operator, input());
    case 'LOGICAL_LIMIT':
      return parseLimit(operator, input());
    case 'LOGICAL_DISTINCT':
      return parseDistinct(operator, input());
    case 'LOGICAL_SAMPLE': {
      const { relation, layout } = input();
      return { relation: { kind: 'sample', input: relation }, layout };
    }
    case 'LOGICAL_DUMMY_SCAN':
      return { relation: { kind: 'values', width: 1, rows: '[]' }, layout: ownLayout(operator.id('table_index'), 1) };
    case 'LOGICAL_EXPRESSION_GET':
      return parseValues(operator, input());
    case 'LOGICAL_CHUNK_GET':
      return parseChunk(operator);
    case 'LOGICAL_EMPTY_RESULT':
      return parseEmpty(operator);
    default:
      throw new UnsupportedPlan(type.replace(/^LOGICAL_/, ''));
  }
};

function parseProjection(operator: JsonNode, { relation, layout }: Parsed): Parsed {
  const outputs = operator.nodes('expressions').map((expression) => parseExpression(expression, layout));
  return {
    relation: { kind: 'project', input: relation, outputs },
    layout: ownLayout(operator.id('table_index'), outputs.length),
  };
}

function parseFilter(operator: JsonNode, { relation, layout }: Parsed): Parsed {
  const predicates = operator.nodes('expressions').map((expression) => parseExpression(expression, layout));
  return keepColumns(
    { relation: { kind: 'filter', input: relation, predicates }, layout },
    operator.indexes('projection_map'),
  );
}

function parseAppended(kind: 'window' | 'unnest', operator: JsonNode, { relation, layout }: Parsed): Parsed {
  const appended = operator.nodes('expressions').map((expression) => parseExpression(expression, layout));
  return {
    relation:
      kind === 'window'
        ? { kind, input: relation, windows: appended }
        : { kind, input: relation, expressions: appended },
    layout: [...layout, ...ownLayout(operator.id(`${kind}_index`), appended.length)],
  };
}

function parseSet(
  op: 'union' | 'except' | 'intersect',
  operator: JsonNode,
  scope: Parameters<ParseOperator>[1],
): Parsed {
  const inputs = operator.nodes('children').map((operand) => parseOperator(operand, scope));
  const width = operator.index('column_count');
  if (inputs.some((input) => input.layout.length !== width)) throw new UnsupportedPlan(`${op} of unequal widths`);
  return {
    relation: { kind: 'set', op, all: operator.flag('setop_all'), inputs: inputs.map((input) => input.relation) },
    layout: ownLayout(operator.id('table_index'), width),
  };
}
