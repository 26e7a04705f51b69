/** Stage 5, view -> SQL text: the dispatch over view kinds. */
import { assertNever } from '../../core/invariant';
import type { EmittedView } from '../../ir/emitted';
import type { InferredRelate } from '../../ir/inferred';
import type { NormalizeView, SqlView, UnionView } from '../../ir/semantic-ir';
import type { EmitContext } from './emit-context';
import { EDGE_SEMANTICS, emitEdges } from './emit-edges';
import { emitNodes, NODE_SEMANTICS } from './emit-nodes';
import { emitNormalize } from './emit-normalize';
import { emitProps, PROP_SEMANTICS } from './emit-props';
import { emitRelate } from './emit-relate';

/** A view of which everything is known that its SQL needs. */
export type InferredView =
  | NormalizeView
  | SqlView
  | UnionView
  | { readonly kind: 'relate'; readonly relate: InferredRelate };

/** The SQL of one view. Total: what could be wrong was reported when the view was compiled or inferred. */
export function emitView(view: InferredView, context: EmitContext): EmittedView {
  switch (view.kind) {
    case 'normalize':
      return emitNormalize(view, context);
    case 'relate':
      return emitRelate(view.relate, context);
    case 'union':
      return emitUnion(view, context);
    case 'derive':
    case 'project':
    case 'diagnostic':
      return emitSql(view);
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
    case 'props':
      return { ...base, sql: emitProps(view, context), semantic: PROP_SEMANTICS };
    default:
      return assertNever(view);
  }
}

function emitSql(view: SqlView): EmittedView {
  const { kind, name, description, at, sql, semantic } = view;
  return { kind, name, description, at, sql, semantic: { ...semantic }, inferred: {} };
}
