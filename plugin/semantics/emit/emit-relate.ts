import { EDGE_COLUMNS, type EdgeColumn, edgeSemantics } from '../../ir/edge-contract';
import type { EmittedView } from '../../ir/emitted';
import type { InferredRelate } from '../../ir/inferred';
import type { SemanticType } from '../../schema/semantic-type';
import { literal, name, select } from '../sql';
import type { EmitContext } from './emit-context';

/** The join that was inferred, with the columns of the edge contract. */
export function emitRelate(inferred: InferredRelate, context: EmitContext): EmittedView {
  const { view } = inferred;
  const left = context.schemaOf(view.left.view);
  const right = context.schemaOf(view.right.view);
  const ofLeft = (type: SemanticType, otherwise: string): string => {
    const found = left.first(type);
    return found !== undefined && inferred.projection.value.includes(found.name) ? `l.${name(found.name)}` : otherwise;
  };
  const leftId = `l.${name(inferred.ids.left)}`;
  const rightId = `r.${name(inferred.ids.right)}`;
  const value: Record<EdgeColumn, string> = {
    file_id: ofLeft('file_id', 'null::uuid'),
    path: ofLeft('path', 'null::varchar'),
    bstart: ofLeft('span_start', 'null::bigint'),
    bend: ofLeft('span_end', 'null::bigint'),
    src: view.from === 'left' ? leftId : rightId,
    dst: view.from === 'left' ? rightId : leftId,
    origin: literal(context.entity(view.left.entity).origin),
    resolution_method: literal(inferred.strategy.value),
    // What the syntax itself says is certain.
    confidence: '1::decimal(5, 4)',
    score: '1000',
    ambiguity_group_id: leftId,
  };
  const on = inferred.keys.value.map((key) => `l.${name(key.left)} = r.${name(key.right)}`).join(' and ');
  const where = view.where.map((p) => `l.${name(p.left)} is ${p.is === 'null' ? 'null' : 'not null'}`);
  const ranking = inferred.ranking.value;
  const order = [right.first('span_start'), right.first('span_end')].flatMap((c) => (c ? [`r.${name(c.name)}`] : []));
  const rest = [
    `from ${name(view.left.view)} l`,
    `join ${name(view.right.view)} r on ${on}`,
    ...(where.length > 0 ? [`where ${where.join(' and ')}`] : []),
    ...(ranking === null
      ? []
      : [
          `qualify row_number() over (partition by ${ofLeft('path', leftId)}, l.${name(ranking)} order by ${[...order, rightId].join(', ')}) = 1`,
        ]),
  ].join('\n');
  return {
    kind: view.kind,
    name: view.name,
    description: view.description,
    at: view.at,
    sql: select(
      EDGE_COLUMNS.map((column) => `${value[column]} as ${column}`),
      rest,
    ),
    semantic: edgeSemantics(),
    inferred: {
      strategy: inferred.strategy,
      keys: inferred.keys,
      joinType: inferred.joinType,
      ranking: inferred.ranking,
      projection: inferred.projection,
    },
  };
}
