import type { Place } from '../core/diagnostic';
import type { SemanticType } from '../schema/semantic-type';
import type { Decision } from './inferred';
import type { ViewKind } from './view-kind';

/**
 * A statement in two parts: `rows` makes few wide rows, and `select`, which reads them by `name`, makes several of each
 * without changing their order. Sorting the rows first sorts the result, at a fraction of the cost.
 */
export interface Spread {
  readonly name: string;
  readonly rows: string;
  /** SQL expressions over the columns of `rows`; together a total order, positional first. */
  readonly order: readonly string[];
  readonly select: string;
}

/**
 * A statement that gives the same rows at less cost when `dataset` has more than `rowsPerFile` rows for each of its files,
 * which its column `path` names.
 */
export interface Crowded {
  readonly dataset: string;
  readonly path: string;
  readonly rowsPerFile: number;
  readonly sql: string;
}

/** A view as SQL text: one SELECT over other datasets. */
export interface EmittedView {
  readonly kind: ViewKind;
  readonly name: string;
  readonly description: string;
  readonly at: Place;
  readonly sql: string;
  /** Another SELECT with the same rows, for inputs with many rows in a file. */
  readonly crowded?: Crowded;
  /** The parts of `sql`, when it spreads rows. */
  readonly spread?: Spread;
  /** Semantic types of computed columns; the others have the type that lineage brings. */
  readonly semantic: Readonly<Record<string, SemanticType>>;
  readonly inferred: Readonly<Record<string, Decision<unknown>>>;
}
