/** Leaves the parser at something that has no rule; `parsePlan` turns it into `CPG_PLAN_UNSUPPORTED`. */
export class UnsupportedPlan extends Error {
  override readonly name = 'UnsupportedPlan';
  /** `what` as a user may recognise it: an operator, an expression, a function. */
  constructor(readonly what: string) {
    super(what);
  }
}
