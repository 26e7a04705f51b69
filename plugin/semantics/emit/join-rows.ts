/** The joined rows that a relationship reads: its own join, or the one it shares with others. */
import type { InferredRelate } from '../../ir/inferred';
import type { IrCondition, Side } from '../../ir/semantic-ir';
import { OWN_SPAN } from '../../schema/columns';
import { isSpanCondition, type JoinGroup, type PairColumns } from '../join-groups';
import { name, select } from '../sql';
import { type ColumnSql, conditionSql } from './signal-sql';

const ALIAS: Readonly<Record<Side, string>> = { left: 'l', right: 'r' };

/** Where a relationship reads its pairs: its own join, or rows that hold the columns of both sides. */
export type PairSource = { readonly kind: 'join' } | { readonly kind: 'rows'; readonly from: string };

export const OWN_JOIN: PairSource = { kind: 'join' };

/** The rows of a join that is a view. */
export const sharedJoin = (group: JoinGroup): PairSource => ({ kind: 'rows', from: name(group.name) });

/** What rows of pairs call a column of a side. */
export const pairColumn = (side: Side, column: string): string => name(`${ALIAS[side]}_${column}`);
/** A column of a side that is joined here. */
export const sideColumn: ColumnSql = (side, column) => `${ALIAS[side]}.${name(column)}`;

/** Columns of the two sides, as the source of the pairs calls them. */
export const pairColumns = (source: PairSource): ColumnSql => (source.kind === 'join' ? sideColumn : pairColumn);

/** FROM and WHERE of a relationship: the pairs that meet its required signals. */
export function pairRows(relate: InferredRelate, source: PairSource): string {
  const required = requiredConditions(relate);
  // Rows have met the conditions on spans already.
  const open = source.kind === 'join' ? required : required.filter((c) => !isSpanCondition(c));
  return [
    source.kind === 'join' ? ownJoin(relate) : `from ${source.from}`,
    ...whereAll(open, relate, pairColumns(source)),
  ].join('\n');
}

/** Required signals, and the overlap that a span join means when none of them compares spans. */
export function requiredConditions({ view, strategy }: InferredRelate): readonly IrCondition[] {
  const required = view.signals.filter((s) => s.weight === null).map((s) => s.condition);
  if (strategy.value !== 'span_overlap' || required.some(isSpanCondition)) return required;
  return [{ is: 'overlap', left: OWN_SPAN, right: OWN_SPAN }, ...required];
}

/** WHERE with all conditions, or nothing. */
export function whereAll(conditions: readonly IrCondition[], relate: InferredRelate, column: ColumnSql): string[] {
  return conditions.length === 0
    ? []
    : [`where ${conditions.map((c) => conditionSql(c, relate, column)).join('\n  and ')}`];
}

/** FROM of the join of `left` and `right`, SQL of the two sides; `on` is added to the keys. */
export function joined({ keys }: InferredRelate, left: string, right: string, on: readonly string[] = []): string {
  const equal = keys.value.map((key) => `l.${name(key.left)} = r.${name(key.right)}`);
  return `from ${left} l\njoin ${right} r on ${[...equal, ...on].join(' and ')}`;
}

const ownJoin = (relate: InferredRelate): string => joined(relate, name(relate.left.view), name(relate.right.view));

/** The columns of both sides under names of their own, of pairs that meet the conditions on spans. */
export function pairs(relate: InferredRelate, columns: PairColumns): string {
  const where = whereAll(requiredConditions(relate).filter(isSpanCondition), relate, sideColumn);
  return select(outputsOf(columns), [ownJoin(relate), ...where].join('\n'));
}

/** Columns of both sides under names of their own. */
export const outputsOf = (columns: PairColumns): string[] =>
  columns.map(([side, of]) => `${sideColumn(side, of)} as ${pairColumn(side, of)}`);
