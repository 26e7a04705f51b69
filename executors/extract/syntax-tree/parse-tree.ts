/**
 * Every node of a syntax tree, tokens without a name included, as columns in preorder. Everything after the one walk that
 * fills them is arithmetic on arrays.
 */
import type { Tree } from 'web-tree-sitter';
import { MAX_DEPTH, MAX_NODES } from '../limits';
import { Engine } from './engine';

/** Nodes are numbered from 0, the root, in the order in which they begin; -1 means none. Positions are UTF-16 units. */
export interface ParseTree {
  readonly size: number;
  readonly type: Uint16Array;
  readonly field: Uint8Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly parent: Int32Array;
  /** The first node that is not inside. */
  readonly after: Int32Array;
  /** MISSING and EXTRA. */
  readonly flags: Uint8Array;
  /** What the parser calls a node, unique in its tree. */
  readonly id: Int32Array;
  readonly hasError: boolean;
}

/** A token that the parser inserted to go on. */
export const MISSING = 1;
/** A node that may stand anywhere, like a comment. */
export const EXTRA = 2;

/** Why a tree was not read. */
export type TooLarge = 'too_deep' | 'too_many_nodes';

const FIRST_CAPACITY = 1 << 14;

/** Reads trees one after the other into the same memory: a tree is valid until the next is read. */
export class TreeReader {
  readonly #engine = new Engine();
  #capacity = 0;
  #type = new Uint16Array(0);
  #field = new Uint8Array(0);
  #start = new Uint32Array(0);
  #end = new Uint32Array(0);
  #parent = new Int32Array(0);
  #after = new Int32Array(0);
  #flags = new Uint8Array(0);
  #id = new Int32Array(0);

  /** `extras` says which node types may be extra in a tree without errors. */
  constructor(readonly extras: Uint8Array) {}

  /** The tree as columns, or why it is beyond the limits. */
  read(tree: Tree): ParseTree | TooLarge {
    const { hasError } = tree.rootNode;
    const engine = this.#engine;
    const address = engine.addressOf(tree);
    engine.open(address);
    try {
      const size = this.#walk(address, hasError);
      return typeof size === 'string' ? size : this.#columns(size, hasError);
    } finally {
      engine.close(address);
    }
  }

  /** The number of nodes. */
  #walk(tree: number, hasError: boolean): number | TooLarge {
    const engine = this.#engine;
    let size = 0;
    let parent = -1;
    let depth = 0;
    for (;;) {
      if (size === MAX_NODES) return 'too_many_nodes';
      if (size === this.#capacity) this.#grow();
      const node = size++;
      const type = engine.type(tree);
      this.#type[node] = type;
      this.#field[node] = engine.field(tree);
      this.#start[node] = engine.start(tree);
      this.#end[node] = engine.end(tree);
      this.#id[node] = engine.id(tree);
      this.#parent[node] = parent;
      this.#flags[node] = hasError || this.extras[type] === 1 ? this.#flagsOf(tree) : 0;
      if (engine.firstChild(tree) !== 0) {
        if (++depth > MAX_DEPTH) return 'too_deep';
        parent = node;
        continue;
      }
      this.#after[node] = size;
      while (engine.nextSibling(tree) === 0) {
        if (parent < 0) return size;
        engine.parent(tree);
        this.#after[parent] = size;
        parent = this.#parent[parent] ?? -1;
        depth--;
      }
    }
  }

  #flagsOf(tree: number): number {
    return (this.#engine.isMissing(tree) !== 0 ? MISSING : 0) | (this.#engine.isExtra(tree) ? EXTRA : 0);
  }

  #columns(size: number, hasError: boolean): ParseTree {
    return {
      size,
      type: this.#type,
      field: this.#field,
      start: this.#start,
      end: this.#end,
      parent: this.#parent,
      after: this.#after,
      flags: this.#flags,
      id: this.#id,
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
    this.#flags = grown(this.#flags, new Uint8Array(this.#capacity));
    this.#id = grown(this.#id, new Int32Array(this.#capacity));
  }
}

export function grown<A extends { set(other: A): void }>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}
