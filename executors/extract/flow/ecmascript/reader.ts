/** What reading a file of JavaScript carries along: syntax, facts, the unit at hand, and units still to be read. */
import type { SyntaxNode } from '../../oxc/node';
import { type Program, spanOf } from '../../oxc/parse';
import type { FlowBuilder, FlowNode, Site } from '../builder';
import { DepthLimit } from '../depth-limit';
import { UnitFrame } from './frame';
import { type UnitName, unitNames } from './unit-names';
import { type Variable, Variables } from './variables';

/** How syntax is read; the parts of it need each other, and find each other here. */
export interface Grammar {
  readonly expression: (reader: Reader, node: SyntaxNode) => FlowNode;
  readonly statement: (reader: Reader, node: SyntaxNode) => void;
  /** Defines what is there before the statements of a block run. */
  readonly hoist: (reader: Reader, statements: readonly SyntaxNode[]) => void;
}

/** What is known of values while the file is read, by the node that holds them. */
export interface Knowledge {
  /** Functions and classes by what holds them. */
  readonly units: Map<FlowNode, UnitFrame>;
  /** Arrays and strings that are written out: which builtin they are instances of. */
  readonly builtins: Map<FlowNode, string>;
  /** What `F.prototype` gave: F. */
  readonly prototypes: Map<FlowNode, UnitFrame>;
  /** What `F.prototype`, `new F()` and `Object.create(F.prototype)` gave: F. */
  readonly instancesOf: Map<FlowNode, FlowNode>;
  /** The elements of array literals without spreads. */
  readonly arrays: Map<FlowNode, readonly { readonly at: SyntaxNode; readonly node: FlowNode }[]>;
  /** The properties of object literals. */
  readonly literals: Map<FlowNode, readonly { readonly name: string; readonly node: FlowNode }[]>;
}

/** Names of values that hold nothing. */
const VOID: ReadonlySet<string> = new Set(['undefined', 'NaN', 'Infinity']);

export class Reader {
  frame: UnitFrame;
  readonly source: Program['source'];
  readonly variables: Variables;
  readonly names: ReadonlyMap<SyntaxNode, UnitName>;
  readonly known: Knowledge = {
    units: new Map(),
    builtins: new Map(),
    prototypes: new Map(),
    instancesOf: new Map(),
    arrays: new Map(),
    literals: new Map(),
  };
  /** Properties that some class or object of the file computes: what was stored in one is not what is read. */
  readonly accessors: ReadonlySet<string>;
  /** Functions that were declared before the block that they are in was read, by their syntax. */
  readonly hoisted = new Map<SyntaxNode, FlowNode>();
  /** Parameters that settle a promise, with what the promise holds. */
  readonly settlers = new Map<string, FlowNode>();
  /** Labels of loops. */
  readonly labels = new Map<SyntaxNode, readonly string[]>();
  /** What `export { a as b }` names: the values of these variables are known at the end. */
  readonly exports: { readonly name: string; readonly variable: Variable }[] = [];
  /** What `exports` holds, and what `module.exports` was last assigned, once somebody has asked. */
  exportsObject: FlowNode | null = null;
  moduleExports: FlowNode | null = null;
  readonly #frames = new Map<SyntaxNode, UnitFrame>();
  readonly #pending: (() => void)[] = [];
  readonly #builtins = new Map<string, FlowNode>();
  readonly depth = new DepthLimit();

  constructor(
    readonly program: Program,
    readonly flow: FlowBuilder,
    private readonly grammar: Grammar,
    root: SyntaxNode,
  ) {
    this.source = program.source;
    this.variables = new Variables(program);
    this.names = unitNames(program);
    this.accessors = accessorNames(program);
    this.frame = new UnitFrame(flow, 0, 'module', null, root, false);
    this.#frames.set(root, this.frame);
  }

  site(node: SyntaxNode): Site {
    return spanOf(this.source, node);
  }

  text(node: SyntaxNode): string {
    return this.source.text.slice(node.start, node.end);
  }

  /** The value of an expression; one that is not there, or nested too deep, holds nothing. */
  expression(node: SyntaxNode | null): FlowNode {
    if (node === null) return this.flow.node();
    return this.depth.nested(
      () => this.grammar.expression(this, node),
      () => this.flow.node(),
    );
  }

  /** The statements of a block, and before them what it declares for all of them. */
  block(nodes: readonly SyntaxNode[]): void {
    this.grammar.hoist(this, nodes);
    this.statements(nodes);
  }

  /** Statements one after the other; what comes after a `return` is read as if it were reached. */
  statements(nodes: readonly SyntaxNode[]): void {
    for (const node of nodes) this.statement(node);
  }

  statement(node: SyntaxNode | null): void {
    if (node === null) return;
    this.depth.nested(
      () => this.grammar.statement(this, node),
      () => undefined,
    );
  }

  /** The frame of a unit, or of code of a class that runs by itself, within the frame at hand. */
  open(unit: number, kind: UnitFrame['kind'], home: SyntaxNode, isArrow = false): UnitFrame {
    const frame = new UnitFrame(this.flow, unit, kind, this.frame, home, isArrow);
    this.#frames.set(home, frame);
    return frame;
  }

  /** The body of `frame` is read when everything before it has been. */
  later(frame: UnitFrame, read: () => void): void {
    this.#pending.push(() => this.within(frame, read));
  }

  /** Reads all that is still to be read, then says what other units see of variables. */
  finish(): void {
    for (let i = 0; i < this.#pending.length; i++) this.#pending[i]?.();
    for (const frame of this.#frames.values()) frame.finish();
  }

  /** Reads `work` as part of `frame`. */
  within<T>(frame: UnitFrame, work: () => T): T {
    const { frame: outer, flow } = this;
    const { unit } = flow;
    this.frame = frame;
    flow.unit = frame.unit;
    const result = work();
    this.frame = outer;
    flow.unit = unit;
    return result;
  }

  /** Gives the variable of an identifier a value from here on. */
  bind(identifier: SyntaxNode, node: FlowNode): void {
    for (const variable of this.variables.all(identifier)) this.bindVariable(variable, node);
  }

  bindVariable(variable: Variable, node: FlowNode): void {
    if (variable.home === this.frame.home) this.frame.bind(variable.key, node, variable.isShared);
    else this.#frames.get(variable.home)?.note(variable.key, node);
  }

  /** The value of an identifier at this point. */
  lookUp(identifier: SyntaxNode): FlowNode {
    const variable = this.variables.of(identifier);
    const name = typeof identifier.name === 'string' ? identifier.name : '';
    if (variable !== null) return this.valueOf(variable);
    return VOID.has(name) ? this.flow.node() : this.builtin(name);
  }

  valueOf(variable: Variable): FlowNode {
    const { frame } = this;
    if (variable.home === frame.home && !variable.isShared) {
      const node = frame.env.get(variable.key);
      if (node !== undefined) return node;
    }
    return (this.#frames.get(variable.home) ?? frame).summary(variable.key);
  }

  /** What the language or its host brings along under a name. */
  builtin(name: string): FlowNode {
    let node = this.#builtins.get(name);
    if (node === undefined) {
      node = this.flow.value('builtin', name);
      this.#builtins.set(name, node);
    }
    return node;
  }

  /** The name of what is not declared in the file: a builtin. */
  builtinName(node: SyntaxNode | null): string | null {
    if (node?.type !== 'Identifier' || typeof node.name !== 'string') return null;
    return this.variables.of(node) === null ? node.name : null;
  }
}

function accessorNames({ flat }: Program): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of flat.nodes) {
    if (node.kind !== 'get' && node.kind !== 'set') continue;
    const { key } = node as { key?: { name?: unknown; value?: unknown } };
    names.add(String(key?.name ?? key?.value));
  }
  return names;
}
