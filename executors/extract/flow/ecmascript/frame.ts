/** A unit of JavaScript while it is read. */
import type { SyntaxNode } from '../../oxc/node';
import type { FlowBuilder, FlowNode } from '../builder';
import { Frame, type FrameKind } from '../frame';

export class UnitFrame extends Frame {
  /** What is thrown within the `try` statements around the current point, the innermost last. */
  readonly throws: FlowNode[][] = [];
  /** What `arguments` holds, once somebody has asked. */
  arguments: FlowNode | null = null;
  /** The class that `super` looks behind; null outside of classes. */
  superUnit: number | null = null;
  /** Whether members of the class itself are looked up behind `super`, not of its instances. */
  isStatic = false;
  /** Of code that runs when a class is defined: the class, which is around the functions in that code. */
  owner: number | null = null;
  /** What `new.target` may be, and what `this` is even where nobody calls. */
  classNode: FlowNode | null = null;

  constructor(
    flow: FlowBuilder,
    unit: number,
    kind: FrameKind,
    readonly outer: UnitFrame | null,
    /** The node that opens it: variables that live there are its own. */
    readonly home: SyntaxNode,
    /** Arrow functions have the `this` of what is around them. */
    readonly isArrow: boolean,
  ) {
    super(flow, unit, kind, '', outer);
  }
}
