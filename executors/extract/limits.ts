/** Fixed limits of extraction: part of what the bytes of a file determine, the same on every machine. */

/** Files above this size are data or bundles: the largest hand-written source we know of has 3 MB. In bytes. */
export const MAX_SOURCE_BYTES = 4 * 1024 * 1024;

/** Syntax nodes of one file. 30 bytes each are held while it is read; hand-written files have under 800,000. */
export const MAX_NODES = 2_000_000;

/**
 * Nesting of syntax nodes. The texts of nested dotted expressions add up to the square of the depth, and compilers
 * of these languages give up earlier.
 */
export const MAX_DEPTH = 10_000;

/** A file that is not in the language it claims to be in has an error at every token; these say so as well. In rows. */
export const MAX_ERROR_ROWS = 50;

/** Callees and arguments may hold whole functions, nested in each other; their spans are exact. In bytes of UTF-8. */
export const MAX_EXPRESSION_BYTES = 1_000;

/** Longer lines are generated. In bytes of UTF-8. */
export const MAX_LINE_BYTES = 10_000;

/** Matches of a query that may be under way at once; more than that and the engine drops the oldest. */
export const MAX_QUERY_MATCHES = 10_000;
