/** Signals -> SQL over the two sides of a join. */
import { assertNever, invariant } from '../../core/invariant';
import type { InferredRelate } from '../../ir/inferred';
import type { IrCondition, Side, SpanColumns } from '../../ir/semantic-ir';

/** SQL of a column of one side. */
export type ColumnSql = (side: Side, column: string) => string;

/** SQL of a condition; null, like false, means that it is not met. */
export function conditionSql(condition: IrCondition, relate: InferredRelate, column: ColumnSql): string {
  switch (condition.is) {
    case 'same_value':
      return `${column('left', condition.left)} = ${column('right', condition.right)}`;
    case 'null':
      return `${column(condition.side, condition.column)} is null`;
    case 'not_null':
      return `${column(condition.side, condition.column)} is not null`;
    case 'truthy':
      return column(condition.side, condition.column);
    case 'falsy':
      return `not coalesce(${column(condition.side, condition.column)}, false)`;
    default:
      return spanSql(
        condition.is,
        bounds('left', condition.left, relate, column),
        bounds('right', condition.right, relate, column),
      );
  }
}

/** A short name for what a weighted condition found, as it stands in `evidence`. */
export function evidenceName(condition: IrCondition): string {
  switch (condition.is) {
    case 'same_value':
      return `same_${condition.left}`;
    case 'null':
    case 'not_null':
    case 'truthy':
    case 'falsy':
      return `${condition.is}_${condition.column}`;
    default:
      return condition.is;
  }
}

type SpanCondition = Extract<
  IrCondition,
  { is: 'overlap' | 'within' | 'contains' | 'adjacent' | 'same_start' | 'same_end' }
>['is'];

function spanSql(is: SpanCondition, left: SpanColumns, right: SpanColumns): string {
  switch (is) {
    case 'overlap':
      return `span_overlaps(${left.start}, ${left.end}, ${right.start}, ${right.end})`;
    case 'contains':
      return `span_contains(${left.start}, ${left.end}, ${right.start}, ${right.end})`;
    case 'within':
      return `span_contains(${right.start}, ${right.end}, ${left.start}, ${left.end})`;
    case 'same_start':
      return `${left.start} = ${right.start}`;
    case 'same_end':
      return `${left.end} = ${right.end}`;
    case 'adjacent':
      return `${left.start} = ${right.end}`;
    default:
      return assertNever(is);
  }
}

function bounds(side: Side, span: string, relate: InferredRelate, column: ColumnSql): SpanColumns {
  const found = relate[side].spans[span];
  invariant(found !== undefined, `'${relate.view.name}' compares the unknown span '${span}'`);
  return { start: column(side, found.start), end: column(side, found.end) };
}
