/** Where `break`, `continue`, `return` and `throw` lead, and the `finally` blocks on the way. */
import type { Block, BlockGraph, EdgeKind } from './block-graph';

/** A statement around the current one that a jump may lead out of, or to. */
export type Enclosing =
  | {
      readonly kind: 'target';
      readonly labels: readonly string[];
      readonly after: Block;
      readonly again: Block | null;
      readonly isPlain: boolean;
    }
  | { readonly kind: 'handler'; readonly handler: Block }
  | { readonly kind: 'finally'; readonly start: Block; readonly exits: Map<string, Exit> };

/** How control goes on after a `finally` that it went through. */
export interface Exit {
  readonly to: Block;
  readonly kind: EdgeKind;
}

/** Leads the current block out of everything down to `depth` (an index of `around`), through each `finally`, to `to`. */
export function jump(graph: BlockGraph, around: readonly Enclosing[], depth: number, to: Block, kind: EdgeKind): void {
  let first: Block | null = null;
  let pending: Extract<Enclosing, { kind: 'finally' }> | null = null;
  for (let i = around.length - 1; i > depth; i--) {
    const enclosing = around[i];
    if (enclosing?.kind !== 'finally') continue;
    first ??= enclosing.start;
    if (pending !== null) addExit(pending, enclosing.start, kind);
    pending = enclosing;
  }
  if (pending !== null) addExit(pending, to, kind);
  graph.leave(first ?? to, kind);
}

export function addExit(through: Extract<Enclosing, { kind: 'finally' }>, to: Block, kind: EdgeKind): void {
  through.exits.set(`${to.id} ${kind}`, { to, kind });
}

/** The nearest place that an exception leads to: a handler, a `finally`, or out of the unit. */
export function handlerOf(graph: BlockGraph, around: readonly Enclosing[]): Block {
  for (let i = around.length - 1; i >= 0; i--) {
    const enclosing = around[i];
    if (enclosing?.kind === 'handler') return enclosing.handler;
    if (enclosing?.kind === 'finally') return enclosing.start;
  }
  return graph.exit;
}

/** The index in `around` of what a `break` or `continue` means; -1 if there is none, which is a syntax error. */
export function targetOf(around: readonly Enclosing[], label: string | null, isContinue: boolean): number {
  return around.findLastIndex(
    (enclosing) =>
      enclosing.kind === 'target' &&
      (label === null ? enclosing.isPlain : enclosing.labels.includes(label)) &&
      (!isContinue || enclosing.again !== null),
  );
}
