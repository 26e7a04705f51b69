/** Compiled estimates of what a view costs, until a run has measured it. */

/** Cost of a task about which nothing is known; the unit is arbitrary. */
const BASE_COST = 100;

/** Wider views and views over more inputs cost more. */
export const viewCost = (columns: number, inputs: number): number => BASE_COST + 10 * columns + 20 * inputs;
