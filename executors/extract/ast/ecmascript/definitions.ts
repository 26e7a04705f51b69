/** Functions, classes, types and namespaces that have a name of their own or are bound to one. */

import { definedName, keyName } from '../../oxc/naming';
import type { SyntaxNode } from '../../oxc/node';
import { type Program, spanOf } from '../../oxc/parse';
import type { EmitRow } from './rows';

const MEMBERS = new Set(['MethodDefinition', 'TSAbstractMethodDefinition']);
const DEFINITIONS = new Set([
  ...MEMBERS,
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'TSDeclareFunction',
  'ClassDeclaration',
  'ClassExpression',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSEnumDeclaration',
  'TSModuleDeclaration',
]);

/** Emits the `ast_defs` row of the node at `id`, if it defines something. The function in a method has no row. */
export function emitDefinition(program: Program, id: number, node: SyntaxNode, emit: EmitRow): void {
  if (!DEFINITIONS.has(node.type)) return;
  const { source, flat } = program;
  const above = flat.parent[id] ?? -1;
  if (MEMBERS.has(flat.nodes[above]?.type ?? '')) return;
  const name = MEMBERS.has(node.type) ? keyName(source, node) : definedName(source, flat, id);
  if (name === null) return;
  emit('ast_defs', {
    ast_id: id,
    parent_ast_id: above,
    kind: node.type,
    name: name.text,
    ...spanOf(source, node),
    name_bstart: source.byteAt(name.start),
    name_bend: source.byteAt(name.end),
  });
}
