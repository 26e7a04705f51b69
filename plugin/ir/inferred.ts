/** What inference adds to a view: decisions, each with its reason. */
import type { RelateView } from './semantic-ir';

/** A decision of the compiler: how sure it is, on what grounds, and why it fell back if it did. */
export interface Decision<T> {
  readonly value: T;
  /** 0 to 1. */
  readonly confidence: number;
  readonly evidence: readonly string[];
  readonly fallbackReason?: string;
}

export type JoinStrategy = 'span_overlap' | 'span_contains' | 'foreign_key' | 'symbol_match' | 'equi_join';

/** Columns of the two sides that are equal in every row. */
export interface JoinKey {
  readonly left: string;
  readonly right: string;
}

/** A relate view whose join is known. */
export interface InferredRelate {
  readonly view: RelateView;
  readonly strategy: Decision<JoinStrategy>;
  readonly keys: Decision<readonly JoinKey[]>;
  readonly joinType: Decision<'inner'>;
  /** Id columns of the two sides. */
  readonly ids: { readonly left: string; readonly right: string };
  /** Column by which candidates compete; null when the right side has at most one match. */
  readonly ranking: Decision<string | null>;
  /** Columns of the left side that the relationship passes on. */
  readonly projection: Decision<readonly string[]>;
}
