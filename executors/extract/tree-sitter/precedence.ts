/**
 * What stands behind an operand binds it closer than what stands before it: `!a.b()` calls `b` of `a`. Where a grammar
 * has it the other way round, `(!a).b()`, the tree is turned.
 */
import type { FlatTree } from './flat-tree';
import type { Grammar } from './grammar';
import type { LinkedTree } from './linked-tree';

/** Names of node types. */
export interface Precedence {
  /** Their operand is their first child, and they follow it. */
  readonly postfix: readonly string[];
  /** Their last child is an operand to the end of which they reach. */
  readonly prefix: readonly string[];
  /** `new A` becomes `new A(b)` by the first arguments that follow. */
  readonly construction?: { readonly type: string; readonly call: string; readonly arguments: string };
}

/** Sets of node types, as tables of flags. */
export interface ResolvedPrecedence {
  readonly postfix: Uint8Array;
  readonly prefix: Uint8Array;
  readonly construction: Uint8Array;
  readonly call: Uint8Array;
  readonly arguments: Uint8Array;
}

export function resolvePrecedence(grammar: Grammar, { postfix, prefix, construction }: Precedence): ResolvedPrecedence {
  const flags = (...names: readonly string[]): Uint8Array =>
    Uint8Array.from(grammar.typeNames, (name) => Number(names.includes(name)));
  const { type = '', call = '', arguments: list = '' } = construction ?? {};
  return {
    postfix: flags(...postfix),
    prefix: flags(...prefix, type),
    construction: flags(type),
    call: flags(call),
    arguments: flags(list),
  };
}

/** Turns every node whose operand binds looser than itself. */
export function turnOperands(tree: LinkedTree, rules: ResolvedPrecedence): void {
  const { size } = tree;
  /** By operand: the node at the end of it that was turned in last. What follows goes on from there. */
  const ends = new Map<number, number>();
  // From the inside out: parents come before their children.
  for (let node = size - 1; node > 0; node--) {
    if (!rules.postfix[tree.type(node)]) continue;
    const operand = tree.first(node);
    // `++a` is of the same type as `a++`.
    if (!isLoose(tree, operand, rules) || tree.start(operand) !== tree.start(node)) continue;
    let end = ends.get(operand) ?? tree.last(operand);
    while (isLoose(tree, end, rules)) end = tree.last(end);
    const owner = tree.parent(end);
    if (rules.construction[tree.type(owner)] && rules.call[tree.type(node)] && hasArguments(tree, node, rules)) {
      construct(tree, node, operand, owner);
      ends.set(operand, owner);
    } else {
      turn(tree, node, operand, end);
      ends.set(operand, node);
    }
  }
}

/** Whether more can bind to the last child of `node` than to `node` as a whole. */
const isLoose = (tree: LinkedTree, node: number, rules: ResolvedPrecedence): boolean =>
  node >= 0 && rules.prefix[tree.type(node)] === 1 && tree.first(node) >= 0 && !hasArguments(tree, node, rules);

const hasArguments = (tree: LinkedTree, node: number, rules: ResolvedPrecedence): boolean =>
  rules.arguments[tree.type(tree.last(node))] === 1;

/** `(-a).b` to `-(a.b)`: `node` changes places with the operand that it stands behind. */
function turn(tree: LinkedTree, node: number, operand: number, end: number): void {
  const outside = tree.place(node);
  const below = tree.place(operand);
  const atEnd = tree.place(end);
  tree.hang(operand, outside);
  tree.hang(node, atEnd);
  tree.hang(end, below);
  tree.beginWithFirst(node);
}

/** `(new A)(b)` to `new A(b)`: the construction takes the place of the call and its arguments. */
function construct(tree: LinkedTree, call: number, operand: number, construction: number): void {
  const parts: number[] = [];
  for (let child = tree.next(operand); child >= 0; child = tree.next(child)) parts.push(child);
  tree.hang(operand, tree.place(call));
  for (const child of parts) tree.append(child, construction, tree.field(child));
}

/** Whether any node of a tree has an operand that binds looser than itself; most trees have none. */
export function hasLooseOperand({ size, type, start, after }: FlatTree, rules: ResolvedPrecedence): boolean {
  for (let node = 0; node < size; node++) {
    const operand = node + 1;
    if (!rules.postfix[type[node] ?? 0] || operand >= (after[node] ?? 0)) continue;
    if (!rules.prefix[type[operand] ?? 0] || start[operand] !== start[node]) continue;
    let last = operand + 1;
    while ((after[last] ?? 0) < (after[operand] ?? 0)) last = after[last] ?? 0;
    if (last < (after[operand] ?? 0) && !rules.arguments[type[last] ?? 0]) return true;
  }
  return false;
}
