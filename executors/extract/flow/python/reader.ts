/** What reading a Python file carries along: syntax, facts, the unit at hand, and units that are still to be read. */

import type { Syntax } from '../../tree-sitter/syntax';
import type { FlowBuilder, FlowNode, Site } from '../builder';
import { DepthLimit } from '../depth-limit';
import { Frame } from '../frame';

/** How syntax is read; the parts of it need each other, and find each other here. */
export interface PythonGrammar {
  readonly expression: (reader: Reader, node: number) => FlowNode;
  readonly statement: (reader: Reader, node: number) => void;
}

export class Reader {
  frame: Frame;
  /** Bodies of functions are read after the code around them: what they see of it are summaries. */
  readonly pending: (() => void)[] = [];
  /** Frames whose summaries somebody may still ask for. */
  readonly opened: Frame[] = [];
  /** Modules whose names `from m import *` made names of this one. */
  readonly stars: FlowNode[] = [];
  /** Names that some function declares global, and names that some function takes from a function around it. */
  readonly sharedGlobals = new Set<string>();
  readonly sharedLocals = new Set<string>();
  /** Classes by their units. */
  readonly classNodes = new Map<number, FlowNode>();
  /** What the attribute at a node of the syntax was loaded from. */
  readonly baseOf = new Map<number, FlowNode>();
  readonly #builtins = new Map<string, FlowNode>();
  readonly depth = new DepthLimit();

  constructor(
    readonly syntax: Syntax,
    readonly flow: FlowBuilder,
    private readonly grammar: PythonGrammar,
  ) {
    this.frame = new Frame(flow, 0, 'module', '', null);
  }

  site(node: number): Site {
    return { bstart: this.syntax.bstart(node), bend: this.syntax.bend(node) };
  }

  /** The value of an expression; one that is not there, or nested too deep, holds nothing. */
  expression(node: number): FlowNode {
    if (node < 0) return this.flow.node();
    return this.depth.nested(
      () => this.grammar.expression(this, node),
      () => this.flow.node(),
    );
  }

  /** Statements one after the other; what comes after a `return` is read as if it were reached. */
  statements(nodes: readonly number[]): void {
    for (const node of nodes) {
      this.depth.nested(
        () => this.grammar.statement(this, node),
        () => undefined,
      );
    }
  }

  /** Children that say something: no comments. */
  parts(node: number): readonly number[] {
    return this.syntax.children(node).filter((child) => this.syntax.typeName(child) !== 'comment');
  }

  /** The body of `frame` is read when everything before it has been. */
  later(frame: Frame, read: () => void): void {
    this.pending.push(() => this.within(frame, read));
    this.opened.push(frame);
  }

  /** Reads `work` as part of `frame`. */
  within(frame: Frame, work: () => void): void {
    const { frame: outer, flow } = this;
    const { unit } = flow;
    this.frame = frame;
    flow.unit = frame.unit;
    work();
    this.frame = outer;
    flow.unit = unit;
  }

  /** The value that `name` has anywhere: a class that an annotation spells as text may be defined later. */
  lookUpLate(name: string): FlowNode {
    return this.frame.module.locals.has(name) ? this.frame.module.summary(name) : this.lookUp(name);
  }

  #isShared(frame: Frame, name: string): boolean {
    return frame.parent === null ? this.sharedGlobals.has(name) : this.sharedLocals.has(name);
  }

  /** Gives `name` a value where the unit at hand says that it lives. */
  bind(name: string, node: FlowNode): void {
    const { frame } = this;
    if (frame.globals.has(name)) frame.module.note(name, node);
    else if (frame.nonlocals.has(name)) this.#owner(frame, name)?.note(name, node);
    else frame.bind(name, node, this.#isShared(frame, name));
  }

  /** The value of `name` at this point. */
  lookUp(name: string): FlowNode {
    const { frame } = this;
    for (const scope of frame.inner.toReversed()) {
      const node = scope.get(name);
      if (node !== undefined) return node;
    }
    if (!frame.globals.has(name) && !frame.nonlocals.has(name) && frame.locals.has(name)) {
      const known = frame.env.get(name);
      if (known !== undefined) return known;
      // A class body sees names around it until it binds them.
      if (frame.kind !== 'class') return frame.summary(name);
    }
    const owner = frame.globals.has(name) ? null : this.#owner(frame, name);
    if (owner !== null) return owner.summary(name);
    if (frame.module.locals.has(name) || frame.module.assigns(name)) {
      return frame === frame.module ? (frame.env.get(name) ?? frame.summary(name)) : frame.module.summary(name);
    }
    return this.#unbound(name);
  }

  /** The function around `frame` that binds `name`; classes in between do not count. */
  #owner(frame: Frame, name: string): Frame | null {
    for (let outer = frame.parent; outer !== null && outer.parent !== null; outer = outer.parent) {
      if (outer.kind !== 'class' && outer.locals.has(name)) return outer;
    }
    return null;
  }

  /** Whether `name` means what the language brings along. */
  isBuiltin(name: string): boolean {
    const { frame } = this;
    if (frame.inner.some((scope) => scope.has(name)) || frame.locals.has(name)) return false;
    return this.#owner(frame, name) === null && !frame.module.locals.has(name) && !frame.module.assigns(name);
  }

  #unbound(name: string): FlowNode {
    let node = this.#builtins.get(name);
    if (node === undefined) {
      node = this.flow.value('builtin', name);
      this.#builtins.set(name, node);
    }
    if (this.stars.length === 0) return node;
    const origin = { bstart: 0, bend: 0 };
    const fromStars = this.stars.map((star) => this.flow.load(star, { field: `.${name}` }, origin));
    return this.flow.union([node, ...fromStars]);
  }
}
