/** What is known of one column of an intermediate relation: its SQL type, whether it may be NULL, what it means. */
import type { Column } from '../schema/column';
import type { SemanticType } from '../schema/semantic-type';

export interface ColumnFact {
  /** DuckDB type text; null where the plan does not say. */
  readonly type: string | null;
  /** True unless proved otherwise. */
  readonly nullable: boolean;
  /** `any` is the meaning of NULL, which takes that of the other branches; null is no meaning. */
  readonly semantic: SemanticType | 'any' | null;
  /** Meanings that met in this column and differ, sorted; empty without a conflict. `none` is a computed branch. */
  readonly conflict: readonly string[];
  /** NULL only in rows to which that side of that full join gave nothing: the other side is there then. */
  readonly outer?: { readonly join: number; readonly side: 'left' | 'right' };
}

/** A computed column. */
export const computed = (type: string | null, nullable: boolean): ColumnFact => ({
  type,
  nullable,
  semantic: null,
  conflict: [],
});

/** A column of a dataset. */
export const declared = (column: Column): ColumnFact => ({
  type: column.type,
  nullable: column.nullable,
  semantic: column.semantic ?? null,
  conflict: [],
});

/** The column on the side of a join that may have no match. */
export const optional = (fact: ColumnFact): ColumnFact => ({ ...fact, nullable: true });

/** A column whose rows come from several branches (set operations, CASE, COALESCE, recursion). */
export function mergeFacts(facts: readonly ColumnFact[]): ColumnFact {
  const types = new Set(facts.map((f) => f.type));
  const nullable = facts.some((f) => f.nullable);
  const type = types.size === 1 ? (facts[0]?.type ?? null) : null;
  const meanings = [...new Set(facts.map((f) => f.semantic))].filter((m) => m !== 'any');
  const earlier = facts.flatMap((f) => f.conflict);
  if (meanings.length <= 1) {
    const semantic = facts.length > 0 && meanings.length === 0 ? 'any' : (meanings[0] ?? null);
    return { type, nullable, semantic, conflict: distinct(earlier) };
  }
  return { type, nullable, semantic: null, conflict: distinct([...earlier, ...meanings.map((m) => m ?? 'none')]) };
}

/** Whether two lists of facts say the same. */
export const sameFacts = (a: readonly ColumnFact[], b: readonly ColumnFact[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)].sort();

const INTEGERS = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;

/**
 * Whether a cast gives every value a different counterpart that still means the same: to text from a type whose text
 * is canonical, among integers (out of range is an error), and from text to UUID.
 */
export function keepsValue(from: string | null, to: string): boolean {
  if (from === null) return false;
  if (from === to) return true;
  if (INTEGERS.test(from)) return INTEGERS.test(to) || to === 'VARCHAR';
  return (from === 'UUID' && to === 'VARCHAR') || (from === 'VARCHAR' && to === 'UUID');
}
