/** A value of a row, and many of one column at once. */

/** A value of a row; a UUID is its 16 bytes. */
export type Cell = string | number | boolean | null | Uint8Array | readonly string[];

/** The values of a column for many rows; `T` is what one of them is. */
export type ColumnSource<T extends Cell = Cell> =
  | { readonly kind: 'values'; readonly values: readonly T[] }
  | { readonly kind: 'same'; readonly value: T }
  | (Integers & { readonly of?: T })
  | (Words & { readonly of?: T })
  | (Flags & { readonly of?: T });

/** Integers of 32 bits; where `optional`, a negative one stands for NULL. */
export interface Integers {
  readonly kind: 'integers';
  readonly ints: Int32Array;
  readonly optional: boolean;
}

/** Text as places in a list; where `optional`, a negative one stands for NULL. */
export interface Words {
  readonly kind: 'words';
  readonly codes: Int32Array;
  readonly words: readonly string[];
  readonly optional: boolean;
}

/** Booleans: 0 is false, anything else is true. */
export interface Flags {
  readonly kind: 'flags';
  readonly ints: Int32Array;
}

export const values = <T extends Cell>(given: readonly T[]): ColumnSource<T> => ({ kind: 'values', values: given });

/** The same value in every row. */
export const same = <T extends Cell>(value: T): ColumnSource<T> => ({ kind: 'same', value });

export const integers = (ints: Int32Array): ColumnSource<number> => ({ kind: 'integers', ints, optional: false });
export const optionalIntegers = (ints: Int32Array): ColumnSource<number | null> => ({
  kind: 'integers',
  ints,
  optional: true,
});

export const words = (codes: Int32Array, list: readonly string[]): ColumnSource<string> => ({
  kind: 'words',
  codes,
  words: list,
  optional: false,
});
export const optionalWords = (codes: Int32Array, list: readonly string[]): ColumnSource<string | null> => ({
  kind: 'words',
  codes,
  words: list,
  optional: true,
});

export const flags = (ints: Int32Array): ColumnSource<boolean> => ({ kind: 'flags', ints });
