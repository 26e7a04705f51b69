/** Stage 5, view -> SQL text: the dispatch over view kinds. */
import { assertNever } from '../../core/invariant';
import type { EmittedView, Spread } from '../../ir/emitted';
import type { InferredRelate } from '../../ir/inferred';
import { relationSemantics } from '../../ir/relation-contract';
import type { NormalizeView, SqlView, UnionView } from '../../ir/semantic-ir';
import type { JoinGroup } from '../join-groups';
import { name } from '../sql';
import { emitCandidates, emitEntities, emitRelations } from './emit-collections';
import type { EmitContext } from './emit-context';
import { EDGE_SEMANTICS, emitEdges } from './emit-edges';
import { emitNodes, NODE_SEMANTICS } from './emit-nodes';
import { emitNormalize } from './emit-normalize';
import { emitProps, PROP_SEMANTICS } from './emit-props';
import { emitRelate } from './emit-relate';

/** A view of which everything is known that its SQL needs. */
export type InferredView = NormalizeView | SqlView | UnionView | InferredRelate;

/**
 * The SQL of one view; of a relationship with candidates that of two, inputs first. Total: what could be wrong was
 * reported when the view was compiled or inferred.
 */
export function emitView(view: InferredView, groups: readonly JoinGroup[], context: EmitContext): EmittedView[] {
  switch (view.kind) {
    case 'normalize':
      return [emitNormalize(view, context)];
    case 'relate':
      return emitRelate(view, groups.find((g) => g.members.includes(view)) ?? null, context);
    case 'union':
      return [emitUnion(view, context)];
    case 'derive':
    case 'project':
    case 'diagnostic':
      return [emitSql(view)];
    default:
      return assertNever(view);
  }
}

function emitUnion(view: UnionView, context: EmitContext): EmittedView {
  const base = { kind: view.kind, name: view.name, description: view.description, at: view.at, inferred: {} };
  switch (view.target) {
    case 'nodes':
      return { ...base, sql: emitNodes(view, context), semantic: NODE_SEMANTICS };
    case 'edges':
      return { ...base, sql: emitEdges(view, context), semantic: EDGE_SEMANTICS };
    case 'props': {
      const spread = emitProps(view, context);
      return { ...base, sql: spreadStatement(spread), spread, semantic: PROP_SEMANTICS };
    }
    case 'entities':
      return { ...base, sql: emitEntities(view, context), semantic: {} };
    case 'relations':
      return { ...base, sql: emitRelations(view), semantic: relationSemantics() };
    case 'candidates':
      return { ...base, sql: emitCandidates(view, context), semantic: relationSemantics() };
    default:
      return assertNever(view);
  }
}

const spreadStatement = ({ name: rows, rows: sql, select }: Spread): string =>
  `with ${name(rows)} as (\n  ${sql.replaceAll('\n', '\n  ')}\n)\n${select}`;

function emitSql(view: SqlView): EmittedView {
  const { kind, name: called, description, at, sql, semantic } = view;
  return { kind, name: called, description, at, sql, semantic: { ...semantic }, inferred: {} };
}
