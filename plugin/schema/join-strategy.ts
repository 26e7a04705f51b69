/** The ways in which rows of two views can belong together; `join-strategies.ts` says when each applies. */
export const JOIN_STRATEGIES = ['span_overlap', 'span_contains', 'foreign_key', 'symbol_match', 'equi_join'] as const;
export type JoinStrategy = (typeof JOIN_STRATEGIES)[number];
