/** Signals: what makes two rows belong together. A required one excludes, a weighted one scores. */
import { z } from 'zod';
import { OWN_SPAN } from '../schema/columns';

/** A column of one side, `left.name` or `right.name`. */
export type ColumnRef = `left.${string}` | `right.${string}`;

/** A condition over a row of each side. Spans are named as in the extractors' metadata. */
export type Condition =
  | { readonly is: 'overlap' | 'within' | 'contains' | 'adjacent'; readonly left: string; readonly right: string }
  | { readonly is: 'same_start' | 'same_end'; readonly left: string; readonly right: string }
  /** Two columns are equal; `left` and `right` name one each. */
  | { readonly is: 'same_value'; readonly left: string; readonly right: string }
  | { readonly is: 'null' | 'not_null' | 'truthy' | 'falsy'; readonly column: ColumnRef };

export interface Signal {
  readonly condition: Condition;
  /** Points for a row that meets the condition; left out, a row that does not is no candidate. */
  readonly weight?: number;
}

const spans =
  (is: 'overlap' | 'within' | 'contains') =>
  (left: string = OWN_SPAN, right: string = OWN_SPAN): Signal => ({ condition: { is, left, right } });

/** The two spans share a byte. */
export const spanOverlaps = spans('overlap');
/** The left span contains the right one. */
export const spanContains = spans('contains');
/** The left span lies within the right one. */
export const spanWithin = spans('within');
/** The two spans end at the same byte. */
export const sameEnd = (left: string = OWN_SPAN, right: string = OWN_SPAN): Signal => ({
  condition: { is: 'same_end', left, right },
});

/** Points for spans that begin at the same byte. */
export const exactStart = (weight: number, left: string = OWN_SPAN, right: string = OWN_SPAN): Signal => ({
  condition: { is: 'same_start', left, right },
  weight,
});
/** Points for spans that end at the same byte. */
export const exactEnd = (weight: number, left: string = OWN_SPAN, right: string = OWN_SPAN): Signal => ({
  condition: { is: 'same_end', left, right },
  weight,
});
/** Points for a right span that ends where the left one begins. */
export const adjacent = (weight: number, left: string = OWN_SPAN, right: string = OWN_SPAN): Signal => ({
  condition: { is: 'adjacent', left, right },
  weight,
});

/** The two columns are equal: required, or worth `weight` points. */
export const sameValue = (left: string, right: string, weight?: number): Signal => ({
  condition: { is: 'same_value', left, right },
  ...(weight === undefined ? {} : { weight }),
});

const ofColumn =
  (is: 'null' | 'not_null' | 'truthy' | 'falsy') =>
  (column: ColumnRef, weight?: number): Signal => ({
    condition: { is, column },
    ...(weight === undefined ? {} : { weight }),
  });

/** The column is null. */
export const isNull = ofColumn('null');
/** The column is not null. */
export const isNotNull = ofColumn('not_null');
/** The flag is set. */
export const truthy = ofColumn('truthy');
/** The flag is not set, or null. */
export const falsy = ofColumn('falsy');

const span = z.string().min(1);
const columnRef = z.string().regex(/^(left|right)\.[a-z][a-z0-9_]*$/, "write 'left.column' or 'right.column'");

export const signalSchema = z.strictObject({
  condition: z.union([
    z.strictObject({
      is: z.enum(['overlap', 'within', 'contains', 'adjacent', 'same_start', 'same_end']),
      left: span,
      right: span,
    }),
    z.strictObject({ is: z.literal('same_value'), left: span, right: span }),
    z.strictObject({ is: z.enum(['null', 'not_null', 'truthy', 'falsy']), column: columnRef }),
  ]),
  weight: z.int().min(1).max(1000).optional(),
});
