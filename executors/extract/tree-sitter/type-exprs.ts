/** Rows for type annotations, whatever the language. */
import { MAX_EXPRESSION_BYTES } from '../limits';
import type { Definition } from './outline';
import type { Walk } from './walk';

/** The type at `node`; `owner` is the definition whose parameter or result it is, or the one around a variable. */
export function addTypeExpr(
  walk: Walk,
  found: {
    readonly node: number;
    readonly role: 'param' | 'return' | 'variable';
    readonly paramName: string | null;
    readonly owner: Definition | null;
  },
): void {
  const { syntax, facts } = walk;
  const { node, role, paramName, owner } = found;
  facts.cst_type_exprs.push({
    owner_def_kind: owner?.kind ?? null,
    owner_def_bstart: owner?.bstart ?? null,
    owner_def_bend: owner?.bend ?? null,
    param_name: paramName,
    expr_kind: 'annotation',
    expr_role: role,
    expr_text: syntax.textUpTo(node, MAX_EXPRESSION_BYTES),
    bstart: syntax.bstart(node),
    bend: syntax.bend(node),
  });
}
