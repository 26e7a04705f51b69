/** JavaScript: `await (a)(b)`, which the grammar reads as two calls, the first one of a function called `await`. */
import type { FlatTree } from '../flat-tree';
import type { Grammar } from '../grammar';
import type { LinkedTree } from '../linked-tree';

const AWAIT = 'await';

export function awaitRepair(grammar: Grammar) {
  const idsOf = (...names: readonly string[]) => new Set(names.flatMap((name) => grammar.typeIds(name)));
  const idOf = (name: string): number => grammar.typeIds(name)[0] ?? -1;
  const operator = idOf('await_expression');
  const parenthesized = idOf('parenthesized_expression');
  const sequence = idOf('sequence_expression');
  const calls = idsOf('call_expression');
  const identifiers = idsOf('identifier');
  const lists = idsOf('arguments');
  const comments = idsOf('comment');
  const asyncs = idsOf('async');
  const modules = idsOf('import_statement', 'export_statement');
  const functions = idsOf(
    'function_declaration',
    'function_expression',
    'generator_function_declaration',
    'generator_function',
    'arrow_function',
    'method_definition',
  );

  /** By node: whether `await` is an operator directly inside; for functions and for the program as a whole. */
  function operatorInside({ size, type, parent }: FlatTree): Uint8Array {
    const inside = new Uint8Array(size);
    for (let node = 1; node < size; node++) {
      const around = parent[node] ?? 0;
      const id = type[node] ?? -1;
      const isWord = around === 0 ? modules.has(id) : asyncs.has(id) && functions.has(type[around] ?? -1);
      if (isWord) inside[around] = 1;
    }
    return inside;
  }

  /** By node: the function that it is in, 0 for none. */
  function functionAround({ size, type, parent }: FlatTree): Int32Array {
    const functionOf = new Int32Array(size);
    for (let node = 1; node < size; node++) {
      const around = parent[node] ?? 0;
      functionOf[node] = functions.has(type[around] ?? -1) ? around : (functionOf[around] ?? 0);
    }
    return functionOf;
  }

  return {
    /** Calls of `await` where it is an operator. */
    callsOf(flat: FlatTree, source: string): readonly number[] {
      const { size, type, start, end } = flat;
      const found: number[] = [];
      for (let node = 0; node + 2 < size; node++) {
        if (!calls.has(type[node] ?? -1) || !identifiers.has(type[node + 1] ?? -1)) continue;
        const isAwait = (end[node + 1] ?? 0) - (start[node + 1] ?? 0) === AWAIT.length;
        if (isAwait && source.startsWith(AWAIT, start[node + 1])) found.push(node);
      }
      if (found.length === 0) return found;
      const functionOf = functionAround(flat);
      const inside = operatorInside(flat);
      return found.filter((node) => inside[functionOf[node] ?? 0] === 1);
    },

    /** Makes a call of `await` what it is: the list of arguments was an expression in parentheses. */
    repair(tree: LinkedTree, call: number): void {
      tree.remove(tree.first(call));
      tree.become(call, operator);
      const list = tree.first(call);
      if (list < 0) return;
      const isList = lists.has(tree.type(list));
      tree.become(list, isList ? parenthesized : tree.type(list), 0);
      const parts: number[] = [];
      for (let child = tree.first(list); child >= 0; child = tree.next(child)) {
        if (!comments.has(tree.type(child))) parts.push(child);
      }
      const [one, another] = [parts[0] ?? -1, parts.at(-1) ?? -1];
      if (!isList || one === another) return;
      const together = tree.add(sequence, tree.start(one), tree.end(another));
      tree.hang(together, { ...tree.place(one), next: tree.next(another) });
      for (const part of parts) tree.append(part, together, 0);
    },
  };
}
