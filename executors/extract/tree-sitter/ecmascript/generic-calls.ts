/** TypeScript: `a<T>(b)`, always a call, which the grammar takes for two comparisons in `(await !a<T>(b)(c))`. */
import type { FlatTree } from '../flat-tree';
import type { Grammar } from '../grammar';
import { LinkedTree } from '../linked-tree';
import type { Repair } from '../repair';

/** Makes calls of such comparisons. In JavaScript they are what they are. */
export function genericCallRepair(grammar: Grammar): Repair {
  const idOf = (name: string): number => grammar.typeIds(name)[0] ?? -1;
  const fieldOf = (name: string): number => Math.max(grammar.fieldNames.indexOf(name), 0);
  const binary = idOf('binary_expression');
  const typeArguments = idOf('type_arguments');
  const parenthesized = idOf('parenthesized_expression');

  /** Nodes `(a < T) > (b)`, of whose last operand the parentheses are the beginning. */
  function comparisonsOf({ size, type, start, end, after }: FlatTree, source: string): readonly number[] {
    const between = (left: number, right: number): string => source.slice(end[left], start[right]).trim();
    const found: number[] = [];
    for (let outer = 0; outer + 3 < size; outer++) {
      const inner = outer + 1;
      if (type[outer] !== binary || type[inner] !== binary || start[inner] !== start[outer]) continue;
      const argument = after[inner + 1] ?? size;
      const right = after[inner] ?? size;
      if (between(inner + 1, argument) !== '<' || between(inner, right) !== '>') continue;
      if (source[start[right] ?? 0] === '(') found.push(outer);
    }
    return found;
  }

  function makeCall(tree: LinkedTree, outer: number, source: string): void {
    const call = tree.first(outer);
    const right = tree.next(call);
    const callee = tree.first(call);
    const argument = tree.next(callee);
    let list = right;
    while (list >= 0 && tree.type(list) !== parenthesized) {
      tree.beginWithFirst(list);
      list = tree.first(list);
    }
    if (list < 0) return;
    const types = tree.add(
      typeArguments,
      source.indexOf('<', tree.end(callee)),
      source.lastIndexOf('>', tree.start(list)) + 1,
    );
    tree.remove(argument);
    tree.append(types, call, fieldOf('type_arguments'));
    tree.append(argument, types, 0);
    const isName = tree.type(argument) === idOf('identifier');
    tree.become(argument, isName ? idOf('type_identifier') : tree.type(argument), 0);
    // What went on behind the parentheses goes on behind the call.
    tree.hang(call, tree.place(list));
    tree.hang(right === list ? call : right, tree.place(outer));
    tree.become(call, idOf('call_expression'));
    tree.become(callee, tree.type(callee), fieldOf('function'));
    tree.append(list, call, fieldOf('arguments'));
    tree.become(list, idOf('arguments'));
    const sequence = tree.first(list);
    if (tree.type(sequence) !== idOf('sequence_expression')) return;
    tree.remove(sequence);
    for (let part = tree.first(sequence), next = -1; part >= 0; part = next) {
      next = tree.next(part);
      tree.append(part, list, 0);
    }
  }

  return (flat, source) => {
    const comparisons = typeArguments < 0 ? [] : comparisonsOf(flat, source);
    if (comparisons.length === 0) return flat;
    const tree = new LinkedTree(flat);
    for (const outer of comparisons.toReversed()) makeCall(tree, outer, source);
    return tree.flatten();
  };
}
