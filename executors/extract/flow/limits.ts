/** Fixed limits of reading value flow. */

/** Nesting of expressions and statements that is followed; the reader recurses over it. */
export const MAX_FLOW_DEPTH = 400;

/** Longest text that is kept as a constant: longer ones are no keys. In UTF-16 units. */
export const MAX_CONSTANT = 32;

/** Elements of a slice that are followed one by one. */
export const MAX_SLICE = 16;
