/** Rows for mentions of names, whatever the language. */
import type { Context } from './outline';
import type { Walk } from './walk';

/**
 * A mention of a name or of a dotted expression at UTF-16 positions `start` to `end`. `node` says what encloses it,
 * `parent` in which construct it stands.
 */
export function addReference(
  walk: Walk,
  ref: {
    readonly kind: 'name' | 'attribute';
    readonly node: number;
    readonly parent: number;
    readonly context: Context;
    readonly end?: number;
  },
): void {
  const { syntax } = walk;
  const start = syntax.start(ref.node);
  const end = ref.end ?? syntax.end(ref.node);
  if (start === end) return;
  const scope = walk.scope(ref.node);
  const container = walk.container(ref.node);
  walk.facts.cst_refs.push({
    ref_kind: ref.kind,
    ref_text: syntax.source.slice(start, end),
    expr_ctx: ref.context,
    scope_type: scope.type,
    scope_name: scope.name,
    scope_role: ref.context === 'STORE' || ref.context === 'PARAM' ? 'binding' : 'use',
    parent_kind: ref.parent < 0 ? '' : syntax.typeName(ref.parent),
    container_def_kind: container === null ? null : container.kind,
    container_def_bstart: container === null ? null : container.bstart,
    container_def_bend: container === null ? null : container.bend,
    bstart: syntax.byteAt(start),
    bend: syntax.byteAt(end),
  });
}
