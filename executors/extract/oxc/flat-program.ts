/** A program as columns, in preorder: the one iterative walk over it. */
import { visitorKeys } from 'oxc-parser';
import { MAX_DEPTH, MAX_NODES } from '../limits';
import { isNode, type SyntaxNode } from './node';

/** Nodes are numbered from 0, the program; parents come before children, and children in the order of their fields. */
export interface FlatProgram {
  readonly nodes: readonly SyntaxNode[];
  /** -1 for the program. */
  readonly parent: readonly number[];
  /** The field of the parent; empty for the program. */
  readonly slot: readonly string[];
  /** The place in the field's list; -1 when the field holds one node. */
  readonly index: readonly number[];
  /** Levels below the program of the deepest node. */
  readonly depth: number;
}

/** Why a tree was not read. */
export type Refusal = 'too_deep' | 'too_many_nodes';

const keysOf = new Map(Object.entries(visitorKeys));

/** The fields of a node of the parser that hold nodes, in their order. */
const parserFields = (node: SyntaxNode): readonly string[] => keysOf.get(node.type) ?? [];

/** The program in preorder, or why it is beyond the limits. `fieldsOf` names the fields of a node that may hold nodes. */
export function flatten(
  program: SyntaxNode,
  fieldsOf: (node: SyntaxNode) => readonly string[] = parserFields,
): FlatProgram | Refusal {
  const nodes: SyntaxNode[] = [];
  const parent: number[] = [];
  const slot: string[] = [];
  const index: number[] = [];
  // What is still to be visited, the next one last.
  const todo: SyntaxNode[] = [program];
  const todoParent = [-1];
  const todoSlot = [''];
  const todoIndex = [-1];
  const depth: number[] = [];
  let deepest = 0;
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    const id = nodes.length;
    const above = todoParent.pop() ?? -1;
    const level = above < 0 ? 0 : (depth[above] ?? 0) + 1;
    if (level > MAX_DEPTH) return 'too_deep';
    if (level > deepest) deepest = level;
    if (id === MAX_NODES) return 'too_many_nodes';
    nodes.push(node);
    parent.push(above);
    slot.push(todoSlot.pop() ?? '');
    index.push(todoIndex.pop() ?? -1);
    depth.push(level);
    const fields = fieldsOf(node);
    for (let f = fields.length - 1; f >= 0; f--) {
      const field = fields[f] ?? '';
      const value = node[field];
      if (Array.isArray(value)) {
        for (let i = value.length - 1; i >= 0; i--) {
          const item: unknown = value[i];
          if (!isNode(item)) continue;
          todo.push(item);
          todoParent.push(id);
          todoSlot.push(field);
          todoIndex.push(i);
        }
      } else if (isNode(value)) {
        todo.push(value);
        todoParent.push(id);
        todoSlot.push(field);
        todoIndex.push(-1);
      }
    }
  }
  return { nodes, parent, slot, index, depth: deepest };
}
