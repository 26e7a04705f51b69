/** Which expressions do more than compute: what decides whether a `?:` or `&&` is a branch worth a block. */

import type { FlatProgram } from '../../oxc/flat-program';
import type { SyntaxNode } from '../../oxc/node';
import { isUnit } from './units';

const EFFECTS = new Set([
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'ImportExpression',
  'YieldExpression',
  'AwaitExpression',
]);

/** The nodes that are or contain a call, `yield` or `await`, not counting functions that they only create. */
export function effectfulNodes({ nodes, parent }: FlatProgram): ReadonlySet<SyntaxNode> {
  const effectful = new Set<SyntaxNode>();
  // Children come after their parents.
  for (let id = nodes.length - 1; id > 0; id--) {
    const node = nodes[id];
    if (node === undefined) continue;
    if (EFFECTS.has(node.type)) effectful.add(node);
    const above = nodes[parent[id] ?? 0];
    if (effectful.has(node) && !isUnit(node) && above !== undefined) effectful.add(above);
  }
  return effectful;
}
