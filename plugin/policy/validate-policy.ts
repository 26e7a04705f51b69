/** Stage 11, policy bundle -> diagnostics: decisions about things that do not exist, and things without a decision. */
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import type { ExecutionPolicy } from './compile-policy';

/** Errors: `CPG_POLICY_INCONSISTENT` for each view that is decided about and unknown, or known and not decided about. */
export function validatePolicy(policy: ExecutionPolicy, views: readonly string[]): Diagnostic[] {
  const decided = Object.keys(policy.cache);
  const extra = decided.filter((name) => !views.includes(name));
  const missing = views.filter((name) => !decided.includes(name));
  return [
    ...extra.map((view) => diagnostic('CPG_POLICY_INCONSISTENT', { view, problem: 'is decided about but unknown' })),
    ...missing.map((view) => diagnostic('CPG_POLICY_INCONSISTENT', { view, problem: 'has no decision' })),
  ];
}
