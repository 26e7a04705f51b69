/** Calls, `new`, tagged templates and `import()`. */

import { nameIn } from '../../oxc/naming';
import { childOf, childrenOf, type SyntaxNode } from '../../oxc/node';
import { type Program, spanOf } from '../../oxc/parse';
import type { EmitRow } from './rows';

const IMPORT = 'import'.length;

/** Emits the `ast_calls` row of the node at `id`, if it is a call. */
export function emitCall(program: Program, id: number, node: SyntaxNode, emit: EmitRow): void {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      emitRow(program, id, node, childOf(node, 'callee'), childrenOf(node, 'arguments').length, emit);
      break;
    case 'TaggedTemplateExpression':
      emitRow(program, id, node, childOf(node, 'tag'), 0, emit);
      break;
    case 'ImportExpression': {
      const args = childOf(node, 'options') === null ? 1 : 2;
      const callee = { type: 'Import', start: node.start, end: node.start + IMPORT };
      emitRow(program, id, node, callee, args, emit);
      break;
    }
  }
}

function emitRow(
  program: Program,
  id: number,
  node: SyntaxNode,
  callee: SyntaxNode | null,
  args: number,
  emit: EmitRow,
): void {
  if (callee === null) return;
  const func = spanOf(program.source, callee);
  emit('ast_calls', {
    ast_id: id,
    parent_ast_id: program.flat.parent[id] ?? null,
    func_kind: callee.type,
    func_name: calleeName(program, callee),
    arg_count: args,
    is_new: node.type === 'NewExpression',
    ...spanOf(program.source, node),
    func_bstart: func.bstart,
    func_bend: func.bend,
  });
}

/** The last identifier of a callee: what the call is looked up by. */
function calleeName({ source }: Program, callee: SyntaxNode): string | null {
  switch (callee.type) {
    case 'Identifier':
      return nameIn(source, callee)?.text ?? null;
    case 'Super':
      return 'super';
    case 'ThisExpression':
      return 'this';
    case 'Import':
      return 'import';
    case 'ChainExpression': {
      const inner = childOf(callee, 'expression');
      return inner === null || inner.type !== 'MemberExpression' ? null : calleeName({ source } as Program, inner);
    }
    case 'MemberExpression': {
      const property = callee.computed === true ? null : childOf(callee, 'property');
      return property === null ? null : (nameIn(source, property)?.text ?? null);
    }
    default:
      return null;
  }
}
