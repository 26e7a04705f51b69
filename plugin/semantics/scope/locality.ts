/** How a relation over partitioned data decomposes, and the algebra of that. */
import type { HomeKey } from './home';

/**
 * A home column of an intermediate relation: all its values, NULL apart, belong to the partition that `component`
 * ranges over.
 */
export interface Home extends HomeKey {
  readonly component: number;
  /** As a user knows the column: `cst_refs.path`. */
  readonly label: string;
}

/**
 * `product`: the relation is a function of `components.length` copies of the partitioned data and distributes over
 * each: its rows are the disjoint union, over all ways to choose a partition for every component, of its rows for that
 * choice. None: the same in every partition (a broadcast). One: the union of its partitions (local). More: a cross
 * product that becomes local when home columns are equated.
 *
 * `mixed`: nothing is proved, for the reason given.
 */
export type Locality =
  | {
      readonly kind: 'product';
      readonly components: readonly number[];
      /** One per output column. */
      readonly homes: readonly (Home | null)[];
      /** Every row has a home column, which need not be the same one in all branches of a union. */
      readonly homed: boolean;
    }
  | { readonly kind: 'mixed'; readonly reason: string };

export type Product = Extract<Locality, { kind: 'product' }>;

export const mixed = (reason: string): Locality => ({ kind: 'mixed', reason });

/** The same in every partition. */
export const broadcast = (width: number): Product => ({
  kind: 'product',
  components: [],
  homes: Array.from({ length: width }, () => null),
  homed: false,
});

/** Two home columns in which rows agree. */
export type Tie = readonly [Home, Home];

/** Makes the components `from` and `to` one: both range over the same partition. */
export function identify(product: Product, from: number, to: number): Product {
  if (from === to) return product;
  return {
    ...product,
    components: [...new Set(product.components.map((c) => (c === from ? to : c)))],
    homes: product.homes.map((h) => (h?.component === from ? { ...h, component: to } : h)),
  };
}

/** Sets the homes of some columns that have none. */
export function withHomes(product: Product, additions: ReadonlyMap<number, Home>): Product {
  if (additions.size === 0) return product;
  return { ...product, homes: product.homes.map((h, i) => h ?? additions.get(i) ?? null) };
}
