/** Python: `type(a).b = c`, which the grammar reads as a type alias, is an assignment to an attribute of a call. */
import type { FlatTree } from '../flat-tree';
import type { Grammar } from '../grammar';
import type { LinkedTree } from '../linked-tree';

const TYPE = 'type';

export function typeCallRepair(grammar: Grammar) {
  const idOf = (name: string): number => grammar.typeIds(name)[0] ?? -1;
  const call = idOf('call');
  const identifier = idOf('identifier');
  const list = idOf('argument_list');
  const statement = idOf('expression_statement');
  const assignment = idOf('assignment');
  const idsOf = (...names: readonly string[]) => new Set(names.flatMap((name) => grammar.typeIds(name)));
  const fieldOf = (name: string): number => Math.max(0, grammar.fieldNames.indexOf(name));
  const aliases = idsOf('type_alias_statement');
  /** Their first child is what they are part of. */
  const targets = idsOf('attribute', 'subscript', 'call');
  const constrained = idsOf('constrained_type');
  const lists = idsOf('parenthesized_expression', 'tuple');
  const generators = idsOf('generator_expression');

  return {
    /** Aliases whose name would begin with a parenthesis. */
    statementsOf({ size, type }: FlatTree): readonly number[] {
      const found: number[] = [];
      for (let node = 0; node < size; node++) {
        if (!aliases.has(type[node] ?? -1)) continue;
        // The first child of each is the node after it, and the left side begins with the type that holds it.
        let at = node + 2;
        if (constrained.has(type[at] ?? -1)) at += 2;
        if (!targets.has(type[at] ?? -1)) continue;
        while (targets.has(type[at] ?? -1)) at++;
        if (lists.has(type[at] ?? -1) || generators.has(type[at] ?? -1)) found.push(node);
      }
      return found;
    },

    /** Makes the alias a statement with an assignment, and what is in parentheses the arguments of a call. */
    repair(tree: LinkedTree, alias: number): void {
      const whole = tree.first(alias);
      const right = tree.last(alias);
      const type = tree.first(whole);
      const left = constrained.has(tree.type(type)) ? tree.first(tree.first(type)) : type;
      let innermost = left;
      while (targets.has(tree.type(innermost))) {
        tree.beginWithFirst(innermost);
        innermost = tree.first(innermost);
      }

      const called = tree.add(call, tree.start(alias), tree.end(innermost));
      const name = tree.add(identifier, tree.start(alias), tree.start(alias) + TYPE.length);
      tree.hang(called, tree.place(innermost));
      tree.append(name, called, fieldOf('function'));
      tree.append(innermost, called, fieldOf('arguments'));
      if (lists.has(tree.type(innermost))) tree.become(innermost, list);

      tree.become(alias, statement);
      tree.become(whole, assignment, 0);
      const annotation = type === left ? -1 : tree.last(type);
      for (const child of [type, right]) tree.remove(child);
      tree.append(left, whole, fieldOf('left'));
      if (annotation >= 0) tree.append(annotation, whole, fieldOf('type'));
      tree.append(tree.first(right), whole, fieldOf('right'));
      tree.beginWithFirst(whole);
    },
  };
}
