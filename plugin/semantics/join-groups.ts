/** Part of stage 4: relationships over the same join share it. */
import { canonicalJson } from '../core/digest';
import type { InferredRelate } from '../ir/inferred';
import type { IrCondition, Side } from '../ir/semantic-ir';

/** A join that at least two relationships read. */
export interface JoinGroup {
  readonly name: string;
  readonly members: readonly [InferredRelate, ...InferredRelate[]];
  /** Columns that any member reads. */
  readonly columns: PairColumns;
}

/** Columns of the two sides, sorted. */
export type PairColumns = readonly (readonly [Side, string])[];

/** Whether a condition compares spans, and so decides the cost of a join. */
export const isSpanCondition = (condition: IrCondition): boolean =>
  'left' in condition && condition.is !== 'same_value' && condition.is !== 'adjacent';

/** Groups of relationships with the same sides, strategy, keys and required span conditions, by name. */
export function joinGroups(
  relates: readonly InferredRelate[],
  conditionsOf: (relate: InferredRelate) => readonly IrCondition[],
): readonly JoinGroup[] {
  const groups = new Map<string, InferredRelate[]>();
  for (const relate of [...relates].sort((a, b) => (a.view.name < b.view.name ? -1 : 1))) {
    const { left, right, strategy, keys } = relate;
    const spans = conditionsOf(relate).filter(isSpanCondition);
    const key = canonicalJson([left.view, right.view, strategy.value, keys.value, spans]);
    groups.set(key, [...(groups.get(key) ?? []), relate]);
  }
  const taken = new Set<string>();
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return [];
    const base = `join_${first.left.view}__${first.right.view}__${first.strategy.value}`;
    const name = taken.has(base) ? `${base}_${taken.size}` : base;
    taken.add(name);
    const members = [first, ...others] as const;
    return [{ name, members, columns: pairColumnsOf(members) }];
  });
}

/** Columns that any of the relationships reads of its pairs. */
export function pairColumnsOf(members: readonly InferredRelate[]): PairColumns {
  const read = new Map<string, readonly [Side, string]>();
  const add = (side: Side, column: string | null | undefined): void => {
    if (column) read.set(`${side} ${column}`, [side, column]);
  };
  for (const { view, left, right } of members) {
    for (const column of [left.fileId, left.path, left.id, left.spans.own?.start, left.spans.own?.end]) {
      add('left', column);
    }
    for (const column of [right.id, right.symbol, right.symbolRoles, right.spans.own?.start, right.spans.own?.end]) {
      add('right', column);
    }
    for (const column of right.tieBreak) add('right', column);
    for (const { condition } of view.signals) {
      if ('side' in condition) add(condition.side, condition.column);
      else if (condition.is === 'same_value') {
        add('left', condition.left);
        add('right', condition.right);
      } else {
        for (const bound of ['start', 'end'] as const) {
          add('left', left.spans[condition.left]?.[bound]);
          add('right', right.spans[condition.right]?.[bound]);
        }
      }
    }
  }
  return [...read].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, column]) => column);
}
