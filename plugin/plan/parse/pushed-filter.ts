/** A filter that the optimizer pushed into a scan, as canonical text with `?` for the column. */
import type { Expr } from '../relation';
import { parseConstant } from './constant';
import { parseComparison, parseExpression } from './expression';
import type { JsonNode } from './json';
import { UnsupportedPlan } from './unsupported';

/** Null for a filter that only speeds up what another operator decides (dynamic and optional ones). */
export function pushedFilter(filter: JsonNode): string | null {
  const type = filter.text('filter_type');
  switch (type) {
    case 'CONSTANT_COMPARISON':
      return `? ${parseComparison(filter.text('comparison_type'))} ${parseConstant(filter.node('constant')).text}`;
    case 'IS_NULL':
      return '? is null';
    case 'IS_NOT_NULL':
      return '? is not null';
    case 'CONJUNCTION_AND':
    case 'CONJUNCTION_OR': {
      const parts = filter.nodes('child_filters').flatMap((child) => pushedFilter(child) ?? []);
      return parts.length === 0 ? null : `(${parts.join(type === 'CONJUNCTION_AND' ? ' and ' : ' or ')})`;
    }
    case 'IN_FILTER':
      return `? in (${filter
        .nodes('values')
        .map((value) => parseConstant(value).text)
        .join(', ')})`;
    case 'STRUCT_EXTRACT': {
      const inner = pushedFilter(filter.node('child_filter'));
      return inner === null ? null : inner.replace('?', `?.${filter.text('child_name')}`);
    }
    case 'EXPRESSION_FILTER':
      return render(parseExpression(filter.node('expr'), null));
    case 'OPTIONAL_FILTER':
    case 'DYNAMIC_FILTER':
    case 'BLOOM_FILTER':
      return null;
    default:
      throw new UnsupportedPlan(`pushed filter ${type}`);
  }
}

function render(expr: Expr): string {
  switch (expr.kind) {
    case 'column':
      return '?';
    case 'constant':
      return expr.text ?? 'null';
    case 'cast':
      return `${expr.try ? 'try_cast' : 'cast'}(${render(expr.input)} as ${expr.to})`;
    case 'comparison':
      return `${render(expr.left)} ${expr.op} ${render(expr.right)}`;
    case 'conjunction':
      return `(${expr.args.map(render).join(` ${expr.op} `)})`;
    case 'operator':
      return `${expr.op}(${expr.args.map(render).join(', ')})`;
    case 'function':
      return `${expr.name}(${expr.args.map(render).join(', ')})`;
    case 'case':
      return `case ${expr.whens.map((when) => `when ${render(when.when)} then ${render(when.then)}`).join(' ')} else ${render(expr.otherwise)} end`;
    default:
      throw new UnsupportedPlan(`${expr.kind} in a pushed filter`);
  }
}
