/** What inference adds to a relationship: decisions, each with its reason. */
import type { JoinStrategy } from '../schema/join-strategy';
import type { RelateSide, RelateView, SpanColumns } from './semantic-ir';

/** A decision of the compiler: how sure it is, on what grounds, and why it fell back if it did. */
export interface Decision<T> {
  readonly value: T;
  /** 0 to 1. */
  readonly confidence: number;
  readonly evidence: readonly string[];
  readonly fallbackReason?: string;
}

/** Columns of the two sides that are equal in every row. */
export interface JoinKey {
  readonly left: string;
  readonly right: string;
}

/** A side of a relationship with the columns by which it takes part, found by what they mean. */
export interface InferredSide extends RelateSide {
  readonly path: string;
  readonly fileId: string | null;
  readonly id: string;
  readonly spans: Readonly<Record<string, SpanColumns>>;
  /** Column with a position-free symbol, and with the roles in which it occurs. */
  readonly symbol: string | null;
  readonly symbolRoles: string | null;
  /** Columns that make the order of rows at one place total. */
  readonly tieBreak: readonly string[];
}

/** A relate view whose join is known. */
export interface InferredRelate {
  readonly kind: 'relate';
  readonly view: RelateView;
  readonly left: InferredSide;
  readonly right: InferredSide;
  readonly strategy: Decision<JoinStrategy>;
  readonly keys: Decision<readonly JoinKey[]>;
  readonly joinType: Decision<'inner'>;
  /** Column by which candidates compete; null when the right side has at most one match. */
  readonly ranking: Decision<string | null>;
  /** Columns of the left side that the relationship passes on. */
  readonly projection: Decision<readonly string[]>;
}
