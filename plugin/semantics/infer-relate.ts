/** Stage 3, IR + catalog -> IR with joins: how the two sides of a relationship belong together, and why. */
import { type Diagnostic, diagnostic } from '../core/diagnostic';
import { fail, ok, type Result } from '../core/result';
import type { Decision, InferredRelate, JoinKey, JoinStrategy } from '../ir/inferred';
import type { NormalizeView, RelateView } from '../ir/semantic-ir';
import type { AnnotatedSchema } from '../schema/annotated-schema';
import { type JoinCapabilities, joinCapabilities } from './join-capabilities';

export interface RelateInputs {
  readonly view: RelateView;
  readonly left: { readonly schema: AnnotatedSchema; readonly entity: NormalizeView };
  readonly right: { readonly schema: AnnotatedSchema; readonly entity: NormalizeView };
}

interface Candidate {
  readonly strategy: JoinStrategy;
  readonly confidence: number;
  readonly keys: readonly JoinKey[];
  readonly evidence: string;
}

/**
 * Infers strategy, keys, ranking and projection of one relationship from the roles of the two sides' columns. The first
 * strategy that applies wins, in the order foreign key, file equality; a hint restricts the choice.
 *
 * Errors: `CPG_JOIN_NOT_INFERRED`, `CPG_JOIN_AMBIGUOUS`, both with the capabilities of the two sides.
 */
export function inferRelate(inputs: RelateInputs): Result<InferredRelate> {
  const { view } = inputs;
  const left = joinCapabilities(inputs.left.schema, inputs.left.entity);
  const right = joinCapabilities(inputs.right.schema, inputs.right.entity);
  const rivals = STRATEGIES.map((strategy) => strategy(left, right)).find(
    (found) => found.length > 0 && (view.hint === null || found[0]?.strategy === view.hint),
  );
  const [chosen, ...others] = rivals ?? [];
  const shown = { view: view.name, left: left.text, right: right.text };
  const leftId = left.entityId;
  const rightId = right.entityId;
  if (chosen === undefined || leftId === null || rightId === null) {
    return fail([diagnostic('CPG_JOIN_NOT_INFERRED', shown, view.at)]);
  }
  if (others.length > 0) {
    const candidates = [chosen, ...others].map((c) => c.evidence);
    return fail([diagnostic('CPG_JOIN_AMBIGUOUS', { ...shown, candidates }, view.at)]);
  }
  const missing = unknownPredicates(inputs);
  if (missing.length > 0) return fail(missing);
  const because = (evidence: string): { confidence: number; evidence: readonly string[] } => ({
    confidence: chosen.confidence,
    evidence: [evidence],
  });
  return ok({
    view,
    strategy: { value: chosen.strategy, ...because(chosen.evidence) },
    keys: { value: chosen.keys, ...because(chosen.evidence) },
    joinType: { value: 'inner', confidence: 1, evidence: ['both ends of an edge must exist'] },
    ids: { left: leftId, right: rightId },
    ranking: rankingOf(chosen, inputs, leftId, rightId),
    projection: {
      value: left.place,
      confidence: 1,
      evidence: ['file identity and span of the left side, by semantic type'],
    },
  });
}

type Strategy = (left: JoinCapabilities, right: JoinCapabilities) => Candidate[];

const foreignKey: Strategy = (left, right) =>
  left.foreignKeys
    .filter((key) => key.entity === right.entity)
    .map((key) => ({
      strategy: 'foreign_key',
      confidence: 0.85,
      keys: [...fileKeys(left, right), { left: key.column, right: right.entityId ?? '' }],
      evidence: `${key.column} of ${left.entity} refers to ${right.entity}`,
    }));

const fileEquality: Strategy = (left, right) => {
  const keys = fileKeys(left, right);
  return keys.length === 0
    ? []
    : [
        {
          strategy: 'equi_join',
          confidence: 0.6,
          keys,
          evidence: `${left.entity} and ${right.entity} both have a file`,
        },
      ];
};

const STRATEGIES: readonly Strategy[] = [foreignKey, fileEquality];

/** Equal paths make it evident that both rows belong to one file, and so to one partition. */
function fileKeys(left: JoinCapabilities, right: JoinCapabilities): JoinKey[] {
  return left.path === null || right.path === null ? [] : [{ left: left.path, right: right.path }];
}

/** A key that ends in the right side's id, or a right side that is the file itself, matches at most once. */
function rankingOf(chosen: Candidate, inputs: RelateInputs, leftId: string, rightId: string): Decision<string | null> {
  if (chosen.keys.some((key) => key.right === rightId)) {
    return { value: null, confidence: 1, evidence: [`${rightId} is unique on the right`] };
  }
  if (inputs.right.entity.identity.length === 0) {
    return { value: null, confidence: 1, evidence: ['there is one file with a path'] };
  }
  return { value: leftId, confidence: 0.9, evidence: [`${leftId} identifies the left side`] };
}

function unknownPredicates({ view, left }: RelateInputs): Diagnostic[] {
  return view.where.flatMap((predicate, i) =>
    left.schema.column(predicate.left) === undefined
      ? [
          diagnostic(
            'CPG_UNKNOWN_COLUMN',
            { dataset: left.schema.dataset, column: predicate.left },
            { ...view.at, path: `where.${i}.left` },
          ),
        ]
      : [],
  );
}
