/**
 * A syntax tree as columns, in preorder: one walk of the parser's cursor fills it, and everything after that is
 * arithmetic on arrays. Asking the parser for a node costs a call into WebAssembly per question; a file has a
 * question or two for nearly every node.
 */
import type { Tree, TreeCursor } from 'web-tree-sitter';
import { MAX_DEPTH, MAX_NODES } from '../limits';
import { BRANCH, ERROR_TYPE, type Grammar, SKIP } from './grammar';

/** A token that the parser inserted to go on; `at` is a UTF-16 position. */
export interface MissingToken {
  readonly type: number;
  readonly at: number;
}

/** Nodes are numbered from 0, the root, in the order in which they begin; -1 means none. Positions are UTF-16 units. */
export interface FlatTree {
  readonly size: number;
  readonly type: Uint16Array;
  readonly field: Uint8Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly parent: Int32Array;
  /** The first node that is not inside. */
  readonly after: Int32Array;
  /** The sibling before. */
  readonly previous: Int32Array;
  readonly missing: readonly MissingToken[];
  readonly hasError: boolean;
}

/** Why a tree was not read; part of `error_type` in parse errors. */
export type Refusal = 'too_deep' | 'too_many_nodes';

const FIRST_CAPACITY = 1 << 14;

/** Reads trees one after the other into the same memory: a tree is valid until the next is read. */
export class TreeReader {
  #capacity = 0;
  #type = new Uint16Array(0);
  #field = new Uint8Array(0);
  #start = new Uint32Array(0);
  #end = new Uint32Array(0);
  #parent = new Int32Array(0);
  #after = new Int32Array(0);
  #previous = new Int32Array(0);
  #lastChild = new Int32Array(0);

  constructor(readonly grammar: Grammar) {}

  /** The tree as columns, or why it is beyond the limits. */
  read(tree: Tree): FlatTree | Refusal {
    const cursor = tree.walk();
    try {
      return this.#walk(cursor, tree.rootNode.hasError);
    } finally {
      cursor.delete();
    }
  }

  #walk(cursor: TreeCursor, hasError: boolean): FlatTree | Refusal {
    const { modes } = this.grammar;
    const missing: MissingToken[] = [];
    let size = 0;
    let parent = -1;
    let depth = 0;
    for (;;) {
      const type = cursor.nodeTypeId;
      const mode = type === ERROR_TYPE ? BRANCH : modes[type];
      let node = -1;
      if (hasError && cursor.nodeIsMissing) {
        missing.push({ type, at: cursor.startIndex });
      } else if (mode !== SKIP) {
        if (size === MAX_NODES) return 'too_many_nodes';
        if (size === this.#capacity) this.#grow();
        node = size++;
        this.#type[node] = type;
        this.#field[node] = cursor.currentFieldId;
        this.#start[node] = cursor.startIndex;
        this.#end[node] = cursor.endIndex;
        this.#link(node, parent);
        if (mode === BRANCH && cursor.gotoFirstChild()) {
          if (++depth > MAX_DEPTH) return 'too_deep';
          parent = node;
          continue;
        }
        this.#after[node] = size;
      }
      while (!cursor.gotoNextSibling()) {
        if (parent < 0) return this.#columns(size, missing, hasError);
        cursor.gotoParent();
        this.#after[parent] = size;
        parent = this.#parent[parent] ?? -1;
        depth--;
      }
    }
  }

  #link(node: number, parent: number): void {
    this.#parent[node] = parent;
    this.#lastChild[node] = -1;
    this.#previous[node] = parent < 0 ? -1 : (this.#lastChild[parent] ?? -1);
    if (parent >= 0) this.#lastChild[parent] = node;
  }

  #columns(size: number, missing: readonly MissingToken[], hasError: boolean): FlatTree {
    return {
      size,
      type: this.#type,
      field: this.#field,
      start: this.#start,
      end: this.#end,
      parent: this.#parent,
      after: this.#after,
      previous: this.#previous,
      missing,
      hasError,
    };
  }

  #grow(): void {
    this.#capacity = Math.max(FIRST_CAPACITY, this.#capacity * 2);
    this.#type = grown(this.#type, new Uint16Array(this.#capacity));
    this.#field = grown(this.#field, new Uint8Array(this.#capacity));
    this.#start = grown(this.#start, new Uint32Array(this.#capacity));
    this.#end = grown(this.#end, new Uint32Array(this.#capacity));
    this.#parent = grown(this.#parent, new Int32Array(this.#capacity));
    this.#after = grown(this.#after, new Int32Array(this.#capacity));
    this.#previous = grown(this.#previous, new Int32Array(this.#capacity));
    this.#lastChild = grown(this.#lastChild, new Int32Array(this.#capacity));
  }
}

function grown<A extends { set(other: A): void }>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}
