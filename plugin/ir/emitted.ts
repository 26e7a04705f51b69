import type { Place } from '../core/diagnostic';
import type { SemanticType } from '../schema/semantic-type';
import type { Decision } from './inferred';
import type { ViewKind } from './view-kind';

/** A view as SQL text: one SELECT over other datasets. */
export interface EmittedView {
  readonly kind: ViewKind;
  readonly name: string;
  readonly description: string;
  readonly at: Place;
  readonly sql: string;
  /** Semantic types of computed columns; the others have the type that lineage brings. */
  readonly semantic: Readonly<Record<string, SemanticType>>;
  readonly inferred: Readonly<Record<string, Decision<unknown>>>;
}
