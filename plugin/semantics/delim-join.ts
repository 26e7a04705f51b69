/** Delim join -> the side whose distinct values the other side reads. */
import type { Relation } from '../plan/relation';

type Join = Extract<Relation, { kind: 'join' }>;

/** The duplicate-eliminated side: the one without references to this join (the left one if nobody refers to it). */
export function eliminatedSide(join: Join): 'left' | 'right' {
  return refersTo(join.left, 0) ? 'right' : 'left';
}

/**
 * The operator by which the engine numbers the rows of the eliminated side when their values cannot be compared; null
 * when there is none. The numbers serve the join and reach nothing else.
 */
export function rowNumberOf(join: Join): Extract<Relation, { kind: 'window' }> | null {
  if (join.style !== 'delim') return null;
  const giving = eliminatedSide(join) === 'left' ? join.left : join.right;
  if (giving.kind !== 'window' || giving.windows.length !== 1) return null;
  const [w] = giving.windows;
  const bare = w?.kind === 'window' && w.name === 'row_number' && w.partitionBy.length + w.orderBy.length === 0;
  return bare ? giving : null;
}

/** Whether `node` has a `delim_get` of the delim join that is `depth` delim joins further out. */
function refersTo(node: Relation, depth: number): boolean {
  switch (node.kind) {
    case 'delim_get':
      return node.depth === depth;
    case 'join': {
      if (node.style !== 'delim') return refersTo(node.left, depth) || refersTo(node.right, depth);
      const left = eliminatedSide(node) === 'left';
      return refersTo(node.left, left ? depth : depth + 1) || refersTo(node.right, left ? depth + 1 : depth);
    }
    default:
      return childrenOf(node).some((child) => refersTo(child, depth));
  }
}

/** The inputs of a node, in order. */
export function childrenOf(node: Relation): readonly Relation[] {
  switch (node.kind) {
    case 'scan':
    case 'cte_ref':
    case 'delim_get':
    case 'values':
    case 'empty':
      return [];
    case 'join':
    case 'cross':
      return [node.left, node.right];
    case 'set':
      return node.inputs;
    case 'recursive':
      return [node.anchor, node.step];
    case 'cte':
      return [node.definition, node.body];
    case 'table_function':
      return node.input === null ? [] : [node.input];
    default:
      return [node.input];
  }
}
