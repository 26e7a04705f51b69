/** Found and expected edges -> precision, recall and F1. */
import type { Found } from './found-edges';
import type { Case } from './suite';

export interface Count {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

export interface Score extends Count {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** An edge that is missing or wrong, with why a missing one was not found, as far as the call graph says. */
export interface Miss {
  readonly case: string;
  readonly kind: 'missing' | 'wrong';
  readonly edge: string;
  readonly inScope: boolean;
  readonly reason: string;
}

export interface CaseScore {
  readonly case: Case;
  readonly inScope: Count;
  readonly all: Count;
  readonly misses: readonly Miss[];
}

const sum = (counts: readonly Count[]): Count =>
  counts.reduce((a, b) => ({ tp: a.tp + b.tp, fp: a.fp + b.fp, fn: a.fn + b.fn }), { tp: 0, fp: 0, fn: 0 });

/** Nothing found and nothing expected is perfect. */
export function scoreOf(counts: readonly Count[]): Score {
  const { tp, fp, fn } = sum(counts);
  const precision = tp + fp === 0 ? 1 : tp / (tp + fp);
  const recall = tp + fn === 0 ? 1 : tp / (tp + fn);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { tp, fp, fn, precision, recall, f1 };
}

export function scoreCase(of: Case, found: Found | undefined): CaseScore {
  const edges = found?.edges ?? new Set<string>();
  const calleeOf = (edge: string) => edge.slice(edge.indexOf(' -> ') + 4);
  const inScope = (edge: string) => of.defined === null || of.defined.has(calleeOf(edge));
  const right = [...of.expected].filter((edge) => edges.has(edge));
  const missing = [...of.expected].filter((edge) => !edges.has(edge));
  const wrong = [...edges].filter((edge) => !of.expected.has(edge));
  const count = (only: (edge: string) => boolean): Count => ({
    tp: right.filter(only).length,
    fp: wrong.filter(only).length,
    fn: missing.filter(only).length,
  });
  const reasonOf = (edge: string) => {
    const reasons = new Set(found?.reasons.get(edge.slice(0, edge.indexOf(' -> '))) ?? []);
    return reasons.size === 0 ? 'no_call_without_callee' : [...reasons].sort().join(' ');
  };
  const misses: Miss[] = [
    ...missing.map((edge) => ({
      case: of.name,
      kind: 'missing' as const,
      edge,
      inScope: inScope(edge),
      reason: reasonOf(edge),
    })),
    ...wrong.map((edge) => ({ case: of.name, kind: 'wrong' as const, edge, inScope: inScope(edge), reason: '' })),
  ];
  return { case: of, inScope: count(inScope), all: count(() => true), misses };
}
