/** Stage 3, IR + schemas -> IR with joins: how the two sides of a relationship belong together, and why. */
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { nearest } from '../core/nearest';
import { fail, ok, type Result } from '../core/result';
import type { Decision, InferredRelate, InferredSide } from '../ir/inferred';
import type { IrSignal, NormalizeView, RelateView } from '../ir/semantic-ir';
import type { AnnotatedSchema } from '../schema/annotated-schema';
import type { JoinStrategy } from '../schema/join-strategy';
import { inferredSide, type JoinCapabilities, joinCapabilities } from './join-capabilities';
import { type Candidate, STRATEGIES, type Strategy } from './join-strategies';

export interface RelateInput {
  readonly schema: AnnotatedSchema;
  /** What the view normalises; null for a view that somebody wrote. */
  readonly entity: NormalizeView | null;
}

/**
 * Infers strategy, keys, ranking and projection of one relationship from the roles of the two sides' columns. The first
 * strategy that applies wins; a hint, given or implied by a required signal, restricts the choice.
 *
 * Errors: `CPG_JOIN_NOT_INFERRED`, `CPG_JOIN_AMBIGUOUS`, both with the two sides by role; `CPG_UNKNOWN_COLUMN` and
 * `CPG_UNKNOWN_SPAN` for signals.
 */
export function inferRelate(
  view: RelateView,
  inputs: { left: RelateInput; right: RelateInput },
): Result<InferredRelate> {
  const left = joinCapabilities(inputs.left.schema, inputs.left.entity);
  const right = joinCapabilities(inputs.right.schema, inputs.right.entity);
  const hint = view.hint ?? impliedStrategy(view.signals);
  const usable = STRATEGIES.filter((s) => (hint === null ? !s.onlyByHint : s.name === hint));
  const strategy = usable.find((s) => s.candidates(left, right).length > 0);
  const [chosen, ...others] = strategy?.candidates(left, right) ?? [];
  const sides = { left: inferredSide(view.left, left), right: inferredSide(view.right, right) };
  const shown = { view: view.name, left: left.text, right: right.text };
  if (strategy === undefined || chosen === undefined || sides.left === null || sides.right === null) {
    return fail([diagnostic('CPG_JOIN_NOT_INFERRED', { ...shown, hint }, view.at)]);
  }
  if (others.length > 0) {
    const candidates = [chosen, ...others].map((c) => c.evidence);
    return fail([diagnostic('CPG_JOIN_AMBIGUOUS', { ...shown, candidates }, view.at)]);
  }
  const problems = view.signals.flatMap((signal, i) => signalProblems(signal, i, view, inputs, { left, right }));
  if (problems.length > 0) return fail(problems);
  return ok(decided(view, { left: sides.left, right: sides.right }, strategy, chosen, hint, right));
}

function decided(
  view: RelateView,
  { left, right }: { left: InferredSide; right: InferredSide },
  strategy: Strategy,
  chosen: Candidate,
  hint: JoinStrategy | null,
  rightCapabilities: JoinCapabilities,
): InferredRelate {
  const { confidence } = strategy;
  const evidence = [chosen.evidence, ...(hint === null ? [] : [`${hint} was asked for`])];
  return {
    kind: 'relate',
    view,
    left,
    right,
    strategy: { value: strategy.name, confidence, evidence },
    keys: { value: chosen.keys, confidence, evidence: [chosen.evidence] },
    joinType: { value: 'inner', confidence: 1, evidence: ['both ends of an edge must exist'] },
    ranking: rankingOf(chosen, left, right, rightCapabilities),
    projection: {
      value: [left.fileId, left.path, left.spans.own?.start, left.spans.own?.end].filter((c): c is string => !!c),
      confidence: 1,
      evidence: ['file identity and span of the left side, by semantic type'],
    },
  };
}

/** The strategy that a required signal asks for. */
function impliedStrategy(signals: readonly IrSignal[]): JoinStrategy | null {
  const required = signals.filter((s) => s.weight === null).map((s) => s.condition.is);
  if (required.some((is) => is === 'contains' || is === 'within')) return 'span_contains';
  if (required.some((is) => is === 'overlap' || is === 'same_start' || is === 'same_end')) return 'span_overlap';
  return required.includes('same_value') ? 'equi_join' : null;
}

/** A key that ends in the right side's id, or a right side that is the file itself, matches at most once. */
function rankingOf(
  chosen: Candidate,
  left: InferredSide,
  right: InferredSide,
  capabilities: JoinCapabilities,
): Decision<string | null> {
  if (chosen.keys.some((key) => key.right === right.id)) {
    return { value: null, confidence: 1, evidence: [`${right.id} is unique on the right`] };
  }
  if (capabilities.isFile) return { value: null, confidence: 1, evidence: ['there is one file with a path'] };
  return { value: left.id, confidence: 0.9, evidence: [`${left.id} identifies the left side`] };
}

function signalProblems(
  { condition }: IrSignal,
  index: number,
  view: RelateView,
  inputs: { left: RelateInput; right: RelateInput },
  capabilities: { left: JoinCapabilities; right: JoinCapabilities },
): Diagnostic[] {
  const at = { ...view.at, path: `signals.${index}` };
  const column = (side: 'left' | 'right', name: string): Diagnostic[] => {
    const { schema } = inputs[side];
    if (schema.column(name) !== undefined) return [];
    const near = nearest(
      name,
      schema.columns.map((c) => c.name),
    );
    return [diagnostic('CPG_UNKNOWN_COLUMN', { dataset: schema.dataset, column: name, near }, at)];
  };
  const span = (side: 'left' | 'right', name: string): Diagnostic[] => {
    const known = Object.keys(capabilities[side].spans);
    if (known.includes(name)) return [];
    return [diagnostic('CPG_UNKNOWN_SPAN', { dataset: inputs[side].schema.dataset, span: name, known }, at)];
  };
  switch (condition.is) {
    case 'same_value':
      return [...column('left', condition.left), ...column('right', condition.right)];
    case 'null':
    case 'not_null':
    case 'truthy':
    case 'falsy':
      return column(condition.side, condition.column);
    default:
      return [...span('left', condition.left), ...span('right', condition.right)];
  }
}
