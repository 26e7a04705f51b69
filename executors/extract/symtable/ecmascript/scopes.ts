/** Scopes: what they are called, and how they nest. */
import { linesOf } from '../../oxc/lines';
import { definedName, keyName } from '../../oxc/naming';
import type { SyntaxNode } from '../../oxc/node';
import { type Program, spanOf } from '../../oxc/parse';
import { QualifiedNames, TOP } from '../../oxc/qualified-names';
import { type Block, nodeOf, type Scope } from './analyze';
import type { EmitRow } from './rows';

const BLOCK_TYPES: Readonly<Record<Scope['type'], string>> = {
  global: 'MODULE',
  module: 'MODULE',
  function: 'FUNCTION',
  class: 'CLASS',
  block: 'BLOCK',
  catch: 'CATCH',
  'class-field-initializer': 'FIELD',
  'class-static-block': 'STATIC_BLOCK',
  conditionalType: 'CONDITIONAL_TYPE',
  for: 'FOR',
  'function-expression-name': 'FUNCTION_NAME',
  functionType: 'FUNCTION_TYPE',
  mappedType: 'MAPPED_TYPE',
  switch: 'SWITCH',
  tsEnum: 'ENUM',
  tsModule: 'NAMESPACE',
  type: 'TYPE_PARAMETERS',
  with: 'WITH',
};

const NO_META = new Set(['MODULE', 'FUNCTION', 'CLASS']);

export const blockType = (block: Block): string => BLOCK_TYPES[block.scope.type];

/** Emits `symtable_scopes` and `symtable_scope_edges`. Scopes without a name of their own are called by their type. */
export function emitScopes(program: Program, blocks: readonly Block[], emit: EmitRow): void {
  const { source, flat } = program;
  const lineOf = linesOf(source.text);
  const idOf = new Map(flat.nodes.map((node, id) => [node, id]));
  const names = new QualifiedNames();
  const paths: string[] = [];
  for (const block of blocks) {
    const node = nodeOf(block.scope);
    const type = blockType(block);
    const own = block.parent === null ? TOP : nameOf(program, idOf.get(node) ?? 0, node, type);
    const name = own ?? type.toLowerCase();
    const path = block.parent === null ? TOP : names.below(paths[block.parent.id] ?? TOP, name);
    paths.push(path);
    emit('symtable_scopes', {
      block_id: block.id,
      parent_block_id: block.parent?.id ?? null,
      block_type: type,
      is_meta_scope: !NO_META.has(type),
      is_anonymous: own === null,
      name,
      qualpath: path,
      line_no: lineOf(node.start),
      ...spanOf(source, node),
    });
    if (block.parent === null) continue;
    emit('symtable_scope_edges', {
      block_id: block.id,
      parent_block_id: block.parent.id,
      block_type: type,
      parent_block_type: blockType(block.parent),
    });
  }
}

/** The name of a function, class, type or namespace; for fields that of the field, whose value the node is. */
function nameOf({ source, flat }: Program, id: number, node: SyntaxNode, type: string): string | null {
  if (type === 'FIELD') {
    const field = flat.nodes[flat.parent[id] ?? -1];
    return field === undefined ? null : (keyName(source, field)?.text ?? null);
  }
  const isNamed = NO_META.has(type) || type === 'ENUM' || type === 'NAMESPACE' || node.type.endsWith('Declaration');
  return isNamed && type !== 'FUNCTION_NAME' ? (definedName(source, flat, id)?.text ?? null) : null;
}
