/**
 * How sure a relationship is of a pair, in ten-thousandths, so that it is exact.
 *
 * A relationship starts at its base confidence b. Weighted signals worth g points close a part of what is missing to
 * certainty, g / (g + 100): 20 points close a sixth, 100 a half, and no number of points closes all of it. Pairs with
 * more evidence are therefore always above pairs with less, and nothing is ever clamped to 1. Evidence from a file that
 * could be read only in part counts less: a file of quality q out of 1000 keeps (9000 + q) ten-thousandths.
 */

/** Points that close half of what is missing. */
const HALF = 100;
/** Share that the worst file keeps. */
const FLOOR = 9000;
const WHOLE = 10_000;

/** SQL of the confidence as DECIMAL(5,4). `gain` and `quality` (0 to 1000, or null for no doubt) are SQL of integers. */
export function confidenceSql(base: number, gain: string | null, quality: string | null): string {
  const start = Math.round(base * WHOLE);
  const gained = gain === null ? String(start) : `(${start} + ${WHOLE - start} * ${gain} // (${gain} + ${HALF}))`;
  const weighed =
    quality === null
      ? gained
      : `(${gained} * (${FLOOR} + greatest(0, least(1000, coalesce(${quality}, 1000)))) // ${WHOLE})`;
  return `(${weighed} * 0.0001::decimal(5, 4))::decimal(5, 4)`;
}
