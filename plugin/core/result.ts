import { type Diagnostic, DiagnosticError } from './diagnostic';

/** The outcome of a phase: a value with any warnings, or everything that is wrong at once. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** A phase of the compiler: total, deterministic, no clock. */
export type Phase<In, Out> = (input: In) => Result<Out>;

export const ok = <T>(value: T, warnings: readonly Diagnostic[] = []): Result<T> => ({ ok: true, value, warnings });

export const fail = <T = never>(diagnostics: readonly Diagnostic[]): Result<T> => ({ ok: false, diagnostics });

/** `value` unless one of `diagnostics` is an error; warnings are kept with the value. */
export function check<T>(value: T, diagnostics: readonly Diagnostic[]): Result<T> {
  return diagnostics.some((d) => d.severity === 'error') ? fail(diagnostics) : ok(value, diagnostics);
}

/** The value, or a `DiagnosticError` with everything that is wrong. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new DiagnosticError(result.diagnostics);
  return result.value;
}
