/** A bug in cpg itself, as opposed to a user's mistake, which is a `Diagnostic`. */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
}

/** Throws `InvariantViolation` with `message` unless `condition` holds. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantViolation(message);
}

/** Marks a `switch` over a closed union as exhaustive; a new member fails to compile here. */
export function assertNever(value: never): never {
  throw new InvariantViolation(`unhandled variant: ${JSON.stringify(value)}`);
}
