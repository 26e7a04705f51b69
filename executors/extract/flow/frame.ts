/** A unit while it is read: its variables, what leaves it, and how names are looked up from it. */

import type { FlowBuilder, FlowNode } from './builder';
import { Environment } from './environment';

export type FrameKind = 'module' | 'class' | 'function' | 'lambda';

/** Where `break` and `continue` go on from. */
export interface Exits {
  readonly breaks: Environment[];
  /** Null for what is no loop. */
  readonly continues: Environment[] | null;
  readonly labels: readonly string[];
  /** Whether it is left by a `break` that names no label. */
  readonly isDefault: boolean;
}

export class Frame {
  env = new Environment();
  /** Names that the unit binds itself. */
  readonly locals = new Set<string>();
  /** Names that it takes from the module, or from a function around it, to write to them. */
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  /** Scopes within the unit that are read on the spot, such as those of comprehensions; the innermost last. */
  readonly inner: Map<string, FlowNode>[] = [];
  /** Of loops, and of what else can be left, around the current point, the innermost last. */
  readonly loops: Exits[] = [];
  /** Assignments since a `try` began, for its handlers; the innermost last. */
  readonly recorders: Map<string, FlowNode[]>[] = [];
  returnNode: FlowNode | null = null;
  /** What a generator yields into. */
  generator: FlowNode | null = null;
  /** The first parameter of a method, and the class it is a method of. */
  receiver: FlowNode | null = null;
  method: { readonly classUnit: number } | null = null;
  lambdas = 0;
  readonly #assigned = new Map<string, FlowNode[]>();
  readonly #summaries = new Map<string, FlowNode>();

  constructor(
    readonly flow: FlowBuilder,
    readonly unit: number,
    readonly kind: FrameKind,
    readonly qualname: string,
    readonly parent: Frame | null,
  ) {}

  get module(): Frame {
    let frame: Frame = this;
    while (frame.parent !== null) frame = frame.parent;
    return frame;
  }

  /** A node with every value that `name` has anywhere in the unit: what code elsewhere may see. */
  summary(name: string): FlowNode {
    let node = this.#summaries.get(name);
    if (node === undefined) {
      node = this.flow.node();
      this.#summaries.set(name, node);
    }
    return node;
  }

  /** Takes note of a value of `name` without a change of what the unit itself sees. */
  note(name: string, node: FlowNode): void {
    const known = this.#assigned.get(name);
    if (known === undefined) this.#assigned.set(name, [node]);
    else known.push(node);
  }

  /** `name` has the value from here on. `shared` names are written by other units, so no point of this one knows them. */
  bind(name: string, node: FlowNode, shared: boolean): void {
    this.note(name, node);
    if (!shared) this.env.set(name, node);
    for (const recorder of this.recorders) recorder.set(name, [...(recorder.get(name) ?? []), node]);
  }

  /** The values behind all summaries that somebody asked for. */
  finish(): void {
    for (const [name, summary] of this.#summaries) {
      for (const node of this.#assigned.get(name) ?? []) this.flow.assign(node, summary);
    }
  }

  /** Whether any value of `name` is known. */
  assigns(name: string): boolean {
    return this.#assigned.has(name);
  }
}
