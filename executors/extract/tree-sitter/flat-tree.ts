/** The part of a syntax tree that rules look at: nodes with a name, and tokens that decide something. */
import { ERROR_TYPE } from '../syntax-tree/grammar';
import { MISSING, type ParseTree } from '../syntax-tree/parse-tree';
import { BRANCH, SKIP } from './grammar';

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

/** Selects from trees one after the other into the same memory: the result is valid until the next. */
export class NodeSelection {
  #capacity = 0;
  #type = new Uint16Array(0);
  #field = new Uint8Array(0);
  #start = new Uint32Array(0);
  #end = new Uint32Array(0);
  #parent = new Int32Array(0);
  #after = new Int32Array(0);
  #previous = new Int32Array(0);
  #lastChild = new Int32Array(0);
  /** By node of the whole tree: its number here, if it was selected. */
  #selected = new Int32Array(0);

  /** `modes` says what to do with each node type: SKIP, LEAF or BRANCH. */
  constructor(readonly modes: Uint8Array) {}

  /** The selected nodes of `tree`. */
  select(tree: ParseTree): FlatTree {
    if (tree.size > this.#capacity) this.#grow(tree.size);
    const missing: MissingToken[] = [];
    let size = 0;
    for (let at = 0; at < tree.size; ) {
      const after = tree.after[at] ?? tree.size;
      const type = tree.type[at] ?? 0;
      const mode = type === ERROR_TYPE ? BRANCH : this.modes[type];
      if (((tree.flags[at] ?? 0) & MISSING) !== 0) {
        missing.push({ type, at: tree.start[at] ?? 0 });
        at = after;
      } else if (mode === SKIP) {
        at = after;
      } else {
        this.#selected[at] = size;
        this.#add(size++, tree, at);
        at = mode === BRANCH ? at + 1 : after;
      }
    }
    this.#setEnds(size);
    return this.#columns(size, missing, tree.hasError);
  }

  #add(node: number, tree: ParseTree, at: number): void {
    this.#type[node] = tree.type[at] ?? 0;
    this.#field[node] = tree.field[at] ?? 0;
    this.#start[node] = tree.start[at] ?? 0;
    this.#end[node] = tree.end[at] ?? 0;
    const above = tree.parent[at] ?? -1;
    const parent = above < 0 ? -1 : (this.#selected[above] ?? -1);
    this.#parent[node] = parent;
    this.#lastChild[node] = -1;
    this.#previous[node] = parent < 0 ? -1 : (this.#lastChild[parent] ?? -1);
    if (parent >= 0) this.#lastChild[parent] = node;
  }

  /** A node ends where its last child does, and that one comes later. */
  #setEnds(size: number): void {
    for (let node = size - 1; node >= 0; node--) {
      const last = this.#lastChild[node] ?? -1;
      this.#after[node] = last < 0 ? node + 1 : (this.#after[last] ?? size);
    }
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

  /** What was there is of another tree. */
  #grow(size: number): void {
    this.#capacity = Math.max(size, this.#capacity * 2);
    this.#type = new Uint16Array(this.#capacity);
    this.#field = new Uint8Array(this.#capacity);
    this.#start = new Uint32Array(this.#capacity);
    this.#end = new Uint32Array(this.#capacity);
    this.#parent = new Int32Array(this.#capacity);
    this.#after = new Int32Array(this.#capacity);
    this.#previous = new Int32Array(this.#capacity);
    this.#lastChild = new Int32Array(this.#capacity);
    this.#selected = new Int32Array(this.#capacity);
  }
}
