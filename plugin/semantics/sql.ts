/** Small pieces of SQL text; the only place where names and strings are quoted. */

/** An identifier, quoted unless it is plain lower case. */
export const name = (identifier: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(identifier) && !RESERVED.has(identifier)
    ? identifier
    : `"${identifier.replaceAll('"', '""')}"`;

/** A string literal. */
export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Words that users plausibly give to columns and that DuckDB does not take bare. */
const RESERVED = new Set(
  'all and any array as asc both case cast check column constraint create default desc distinct do else end except false for foreign from grant group having in initially intersect into lateral leading limit not null offset on only or order primary qualify references returning select show some symmetric table then to trailing true union unique using variadic when where window with'.split(
    ' ',
  ),
);

/** A SELECT with one output per line. */
export const select = (outputs: readonly string[], rest: string): string =>
  `select\n  ${outputs.join(',\n  ')}\n${rest}`;
