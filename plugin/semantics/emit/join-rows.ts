/** The joined rows that a relationship reads: its own join, or the one it shares with others. */
import { CANONICAL } from '../../ir/canonical';
import type { EmittedView } from '../../ir/emitted';
import type { InferredRelate } from '../../ir/inferred';
import type { IrCondition, Side } from '../../ir/semantic-ir';
import { OWN_SPAN } from '../../schema/columns';
import { isSpanCondition, type JoinGroup } from '../join-groups';
import { name, select } from '../sql';
import { type ColumnSql, conditionSql } from './signal-sql';

const ALIAS: Readonly<Record<Side, string>> = { left: 'l', right: 'r' };

/** Columns of the two sides, as a join of its own or a shared one calls them. */
export const joinColumns = (group: JoinGroup | null): ColumnSql =>
  group === null
    ? (side, column) => `${ALIAS[side]}.${name(column)}`
    : (side, column) => name(`${ALIAS[side]}_${column}`);

/** FROM and WHERE of a relationship: the rows that meet its required signals. */
export function joinRows(relate: InferredRelate, group: JoinGroup | null): string {
  const column = joinColumns(group);
  const required = requiredConditions(relate);
  const remaining = group === null ? required : required.filter((c) => !isSpanCondition(c));
  const where = remaining.map((c) => conditionSql(c, relate, column));
  const rows = group === null ? ownJoin(relate) : `from ${name(group.name)}`;
  return [rows, ...(where.length === 0 ? [] : [`where ${where.join('\n  and ')}`])].join('\n');
}

/** Required signals, and the overlap that a span join means when none of them compares spans. */
export function requiredConditions({ view, strategy }: InferredRelate): readonly IrCondition[] {
  const required = view.signals.filter((s) => s.weight === null).map((s) => s.condition);
  if (strategy.value !== 'span_overlap' || required.some(isSpanCondition)) return required;
  return [{ is: 'overlap', left: OWN_SPAN, right: OWN_SPAN }, ...required];
}

function ownJoin({ left, right, keys }: InferredRelate): string {
  const on = keys.value.map((key) => `l.${name(key.left)} = r.${name(key.right)}`).join(' and ');
  return `from ${name(left.view)} l\njoin ${name(right.view)} r on ${on}`;
}

/** The view of a join that several relationships share: the columns that any of them reads. */
export function emitJoinGroup(group: JoinGroup): EmittedView {
  const [first] = group.members;
  const column = joinColumns(null);
  const conditions = requiredConditions(first).filter(isSpanCondition);
  const outputs = group.columns.map(([side, of]) => `${column(side, of)} as ${name(`${ALIAS[side]}_${of}`)}`);
  const where = conditions.map((c) => conditionSql(c, first, column));
  return {
    kind: 'relate',
    name: group.name,
    description: `Rows of ${first.left.view} and ${first.right.view} that belong together, for ${group.members.map((m) => m.view.name).join(', ')}.`,
    at: { file: 'cpg' },
    sql: select(
      outputs,
      [ownJoin(first), ...(where.length === 0 ? [] : [`where ${where.join('\n  and ')}`])].join('\n'),
    ),
    semantic: { [`l_${CANONICAL.id}`]: 'foreign_id', [`r_${CANONICAL.id}`]: 'foreign_id' },
    inferred: { strategy: first.strategy, keys: first.keys },
  };
}
