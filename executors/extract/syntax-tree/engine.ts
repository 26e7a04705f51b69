/**
 * The parser's engine, reached past the library's cursor. That copies the state of the cursor into WebAssembly's memory
 * and back for every question and every step, which makes a walk over all nodes five times as long.
 *
 * The library is written with these functions and promises nothing about them, so its version is pinned;
 * `engine.spec.ts` compares a walk with one by the public cursor.
 */
import { Parser, type Tree } from 'web-tree-sitter';
import { InvariantViolation } from '../../../plugin/core/invariant';

/** A function of the engine. Its argument is the address of a tree; its operand is in the transfer buffer. */
type Call = (tree: number) => number;

/** The library's module: it lives in the object with options that the library is started with. */
const library: Record<string, unknown> = {};
let started: Promise<void> | undefined;

/** Starts the library; once per thread. */
export function startEngine(): Promise<void> {
  started ??= Parser.init(library);
  return started;
}

const isCall = (value: unknown): value is Call => typeof value === 'function';

function call(name: string): Call {
  const found = library[`_ts_${name}`];
  if (!isCall(found)) throw new InvariantViolation(`web-tree-sitter has no function '${name}'`);
  return found;
}

/** The functions that a walk needs, once the engine has started. */
export class Engine {
  readonly #rootNode = call('tree_root_node_wasm');
  readonly #newCursor = call('tree_cursor_new_wasm');
  readonly #deleteCursor = call('tree_cursor_delete_wasm');
  readonly #currentNode = call('tree_cursor_current_node_wasm');
  readonly #nodeIsExtra = call('node_is_extra_wasm');
  readonly firstChild = call('tree_cursor_goto_first_child_wasm');
  readonly nextSibling = call('tree_cursor_goto_next_sibling_wasm');
  readonly parent = call('tree_cursor_goto_parent_wasm');
  readonly type = call('tree_cursor_current_node_type_id_wasm');
  readonly field = call('tree_cursor_current_field_id_wasm');
  readonly start = call('tree_cursor_start_index_wasm');
  readonly end = call('tree_cursor_end_index_wasm');
  readonly id = call('tree_cursor_current_node_id_wasm');
  readonly isMissing = call('tree_cursor_current_node_is_missing_wasm');
  /** Where arguments and results are, as an index of 32-bit words. */
  readonly #buffer = call('init')(0) >> 2;

  /** The address of a tree, which the other functions take. */
  addressOf(tree: Tree): number {
    const address: unknown = Reflect.get(tree, 0);
    if (typeof address !== 'number') throw new InvariantViolation('a tree of web-tree-sitter has no address');
    return address;
  }

  /** Puts a cursor on the root. There is one at a time: any other use of the library loses it. */
  open(tree: number): void {
    this.#rootNode(tree);
    this.#newCursor(tree);
  }

  close(tree: number): void {
    this.#deleteCursor(tree);
  }

  /** Whether the current node may stand anywhere, like a comment. Not quick. */
  isExtra(tree: number): boolean {
    const cursor = this.#memory().slice(this.#buffer, this.#buffer + CURSOR_WORDS);
    this.#currentNode(tree);
    const extra = this.#nodeIsExtra(tree) !== 0;
    this.#memory().set(cursor, this.#buffer);
    return extra;
  }

  /** Another object each time the memory has grown. */
  #memory(): Int32Array {
    const memory = library.HEAP32;
    if (!(memory instanceof Int32Array)) throw new InvariantViolation('web-tree-sitter shows no memory');
    return memory;
  }
}

/** Size of a cursor in the transfer buffer. */
const CURSOR_WORDS = 4;
