/** A relationship whose join is known -> its candidates with scores, and the one taken for each left row. */
import type { EmittedView } from '../../ir/emitted';
import type { InferredRelate } from '../../ir/inferred';
import { RANK_COLUMN, RELATION_COLUMNS, type RelationColumn, relationSemantics } from '../../ir/relation-contract';
import type { IrSignal, Side } from '../../ir/semantic-ir';
import { confidenceSql } from '../confidence';
import { type JoinGroup, pairColumnsOf } from '../join-groups';
import { literal, name, select } from '../sql';
import { crowdedBy, crowdedSource } from './crowded-join';
import type { EmitContext } from './emit-context';
import { OWN_JOIN, type PairSource, pairColumns, pairRows, sharedJoin } from './join-rows';
import { type ColumnSql, conditionSql, evidenceName } from './signal-sql';

/** The view that holds all candidates of a relationship whose left rows may have several. */
export const candidatesView = (relationship: string): string => `${relationship}_candidates`;

/**
 * One view, or two where candidates compete: all of them with their rank, and of each left row the best. `group` is the
 * join that several relationships share, if this one does.
 */
export function emitRelate(relate: InferredRelate, group: JoinGroup | null, context: EmitContext): EmittedView[] {
  const { view, strategy, keys, joinType, ranking, projection } = relate;
  const template = view.template && { value: view.template, confidence: 1, evidence: ['it was declared with it'] };
  const base = {
    kind: view.kind,
    at: view.at,
    semantic: relationSemantics(),
    inferred: { strategy, keys, joinType, ranking, projection, ...(template ? { template } : {}) },
  };
  const quality = view.quality === null ? null : qualityOf(view.quality, context);
  const from = (source: PairSource): string =>
    weightsOf(relate).length === 0 && quality === null
      ? unweighed(relate, source, context)
      : weighed(relate, source, quality, context);
  const sql = from(group === null ? OWN_JOIN : sharedJoin(group));
  const other = group === null ? crowdedSource(relate) : null;
  const crowded = other && { ...crowdedBy(relate), sql: from(other) };
  const statement = { sql, ...(crowded ? { crowded } : {}) };
  if (ranking.value === null) return [{ ...base, name: view.name, description: view.description, ...statement }];
  const all = candidatesView(view.name);
  const taken = select(RELATION_COLUMNS, `from ${name(all)}\nwhere ${RANK_COLUMN} = 1`);
  return [
    {
      ...base,
      name: all,
      description: `Every candidate of ${view.name} with its rank; 1 is the one taken.`,
      ...statement,
    },
    { ...base, name: view.name, description: view.description, sql: taken },
  ];
}

type Weighted = IrSignal & { readonly weight: number };

const weightsOf = ({ view }: InferredRelate): readonly Weighted[] =>
  view.signals.filter((s): s is Weighted => s.weight !== null);

/** The columns of a pair that come from its two rows. */
type PairColumn = Exclude<RelationColumn, keyof ReturnType<typeof worth> | 'evidence'>;

function pair({ view, left, right }: InferredRelate, column: ColumnSql): Record<PairColumn, string> {
  const optional = (side: Side, of: string | null | undefined, type: string): string =>
    of ? column(side, of) : `null::${type}`;
  const [leftId, rightId] = [column('left', left.id), column('right', right.id)];
  return {
    file_id: optional('left', left.fileId, 'uuid'),
    path: column('left', left.path),
    bstart: optional('left', left.spans.own?.start, 'bigint'),
    bend: optional('left', left.spans.own?.end, 'bigint'),
    src: view.from === 'left' ? leftId : rightId,
    dst: view.from === 'left' ? rightId : leftId,
    ambiguity_group_id: leftId,
    symbol: optional('right', right.symbol, 'varchar'),
    symbol_roles: optional('right', right.symbolRoles, 'integer'),
  };
}

/** The columns of a pair that say what it is worth. */
function worth(
  { view, left, right, strategy }: InferredRelate,
  confidence: string,
  score: string,
  context: EmitContext,
) {
  const origin = (entity: string | null): string =>
    entity === null ? 'null::varchar' : literal(context.entity(entity).origin);
  return {
    origin: origin(left.entity),
    provider: origin(right.entity),
    rule_name: literal(view.name),
    resolution_method: literal(strategy.value),
    confidence,
    score,
  };
}

const inOrder = (values: Record<RelationColumn, string>): string[] =>
  RELATION_COLUMNS.map((column) => (values[column] === column ? column : `${values[column]} as ${column}`));

/** Pairs that are all worth the same. */
function unweighed(relate: InferredRelate, source: PairSource, context: EmitContext): string {
  const column = pairColumns(source);
  const { confidence, score } = relate.view.base;
  const columns = {
    ...pair(relate, column),
    ...worth(relate, confidenceSql(confidence, null, null), String(score), context),
    evidence: 'null::varchar',
  };
  const rank = rankOf(relate, columns, tieBreaks(relate, column));
  return select([...inOrder(columns), ...rank], pairRows(relate, source));
}

/** Pairs first, with what the weighted signals found; then what that is worth in a file of such a quality. */
function weighed(
  relate: InferredRelate,
  source: PairSource,
  quality: FileQuality | null,
  context: EmitContext,
): string {
  const column = pairColumns(source);
  const { confidence, score } = relate.view.base;
  const own = pair(relate, column);
  const signals = foundSignals(relate, column);
  const ties = relate.ranking.value === null ? [] : tieBreaks(relate, column);
  const pairs = select(
    [
      ...Object.entries(own).map(([of, sql]) => `${sql} as ${of}`),
      ...ties.map((sql, i) => `${sql} as tie_${i}`),
      ...(signals === null ? [] : [`${signals.gain} as gain`, `${signals.evidence} as evidence`]),
    ],
    pairRows(relate, source),
  );
  const fileScore = quality && `q.${name(quality.column)}`;
  const sure = confidenceSql(confidence, signals && 'gain', fileScore);
  const columns = {
    ...(Object.fromEntries(Object.keys(own).map((of) => [of, `p.${of}`])) as typeof own),
    ...worth(relate, sure, signals === null ? String(score) : `${score} + p.gain`, context),
    evidence: signals === null ? 'null::varchar' : 'p.evidence',
  };
  // The quality of a file comes last: no plan shows that a path has one only.
  const rank = rankOf(relate, columns, [...ties.map((_, i) => `p.tie_${i}`), ...(fileScore ? [fileScore] : [])]);
  const from = [
    'from pairs p',
    ...(quality === null ? [] : [`left join ${name(quality.view)} q on q.${name(quality.path)} = p.path`]),
  ];
  return `with pairs as (\n  ${pairs.replaceAll('\n', '\n  ')}\n)\n${select([...inOrder(columns), ...rank], from.join('\n'))}`;
}

/** SQL of the points that the weighted signals of a pair add up to, and of their names; null if there are none. */
function foundSignals(relate: InferredRelate, column: ColumnSql): { gain: string; evidence: string } | null {
  const weights = weightsOf(relate);
  if (weights.length === 0) return null;
  const met = (then: (signal: Weighted) => string, otherwise: string): string[] =>
    weights.map((s) => `case when ${conditionSql(s.condition, relate, column)} then ${then(s)}${otherwise} end`);
  return {
    gain: met((s) => String(s.weight), ' else 0').join(' + '),
    evidence: `concat_ws(',', ${met((s) => literal(evidenceName(s.condition)), '').join(', ')})`,
  };
}

/**
 * What makes the order of candidates total: the narrower right span first, then its position, then every other column
 * that is read, so that rows which tie are equal.
 */
function tieBreaks(relate: InferredRelate, column: ColumnSql): string[] {
  const own = relate.right.spans.own;
  const width = own === undefined ? [] : [`${column('right', own.end)} - ${column('right', own.start)}`];
  const first = relate.right.tieBreak.map((of) => column('right', of));
  const partition = [relate.left.path, relate.left.id].map((of) => column('left', of));
  const rest = pairColumnsOf([relate]).map(([side, of]) => column(side, of));
  return [...width, ...new Set([...first, ...rest.filter((sql) => !partition.includes(sql))])];
}

function rankOf(relate: InferredRelate, columns: Record<RelationColumn, string>, ties: readonly string[]): string[] {
  if (relate.ranking.value === null) return [];
  const order = [`${columns.score} desc`, ...ties].join(', ');
  const group = `${columns.path}, ${columns.ambiguity_group_id}`;
  return [`row_number() over (partition by ${group} order by ${order})::integer as ${RANK_COLUMN}`];
}

interface FileQuality {
  readonly view: string;
  readonly path: string;
  readonly column: string;
}

function qualityOf(view: string, context: EmitContext): FileQuality | null {
  const schema = context.schemaOf(view);
  const [path, column] = [schema.first('path')?.name, schema.first('file_quality')?.name];
  return path === undefined || column === undefined ? null : { view, path, column };
}
