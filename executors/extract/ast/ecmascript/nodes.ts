/** Every node of a program and the edge from its parent. */
import { cutAtCharacter } from '../../decode';
import { MAX_EXPRESSION_BYTES } from '../../limits';
import { nameIn } from '../../oxc/naming';
import { childOf, type SyntaxNode, textOf } from '../../oxc/node';
import type { Program, SourceText } from '../../oxc/parse';
import type { EmitRow } from './rows';

/** Emits `ast_nodes` and `ast_edges`, in preorder. */
export function emitNodes(program: Program, emit: EmitRow): void {
  const { flat, source } = program;
  const { nodes, parent, slot, index } = flat;
  const { byteAt } = source;
  for (let id = 0; id < nodes.length; id++) {
    const node = nodes[id];
    if (node === undefined) return;
    const above = parent[id] ?? -1;
    const at = index[id] ?? -1;
    const idx = at < 0 ? null : at;
    const field = slot[id] ?? '';
    emit('ast_nodes', {
      ast_id: id,
      parent_ast_id: above < 0 ? null : above,
      kind: node.type,
      name: textOf(node, 'name') ?? ownName(source, node),
      value: valueText(program, node),
      slot: above < 0 ? null : field,
      idx,
      bstart: byteAt(node.start),
      bend: byteAt(node.end),
    });
    if (above >= 0) emit('ast_edges', { src: above, dst: id, kind: 'CHILD', slot: field, idx });
  }
}

/** The name in the `id` field of functions, classes and types. */
function ownName(source: SourceText, node: SyntaxNode): string | null {
  const own = node.type === 'VariableDeclarator' ? null : childOf(node, 'id');
  return own === null ? null : (nameIn(source, own)?.text ?? null);
}

/** What a node says beyond its children: a literal as written, an operator, or what kind of declaration it is. */
function valueText({ source, sourceType }: Program, node: SyntaxNode): string | null {
  switch (node.type) {
    case 'Literal':
    case 'JSXText':
      return cut(source.text.slice(node.start, node.end));
    case 'TemplateElement': {
      const { value } = node;
      const raw = typeof value === 'object' && value !== null && 'raw' in value ? value.raw : null;
      return typeof raw === 'string' ? cut(raw) : null;
    }
    case 'Program':
      return sourceType;
    default:
      return (
        textOf(node, 'operator') ?? textOf(node, 'kind') ?? (childOf(node, 'body') === null ? null : functionKind(node))
      );
  }
}

function functionKind(node: SyntaxNode): string | null {
  const words = [node.async === true ? 'async' : '', node.generator === true ? 'generator' : ''].filter(
    (word) => word !== '',
  );
  return words.length > 0 ? words.join(' ') : null;
}

/** At most 1,000 bytes, no half of a surrogate pair. */
function cut(text: string): string {
  // Three bytes per unit at most: shorter texts need no counting to be known to fit.
  if (text.length * 3 <= MAX_EXPRESSION_BYTES) return text;
  const bytes = Buffer.from(text);
  return bytes.toString('utf8', 0, cutAtCharacter(bytes, 0, bytes.length, MAX_EXPRESSION_BYTES));
}
