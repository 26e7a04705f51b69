/** Python: where the grammar reads code otherwise than the language. */
import type { Grammar } from '../grammar';
import { LinkedTree } from '../linked-tree';
import { hasLooseOperand, resolvePrecedence, turnOperands } from '../precedence';
import type { Repair } from '../repair';
import { typeCallRepair } from './type-calls';

/** In the arguments of `print`, which once was a statement, `*a.b()` is read as `(*a).b()`. */
const PRECEDENCE = { postfix: ['call', 'attribute', 'subscript'], prefix: ['list_splat'] };

export function pythonRepairs(grammar: Grammar): Repair {
  const precedence = resolvePrecedence(grammar, PRECEDENCE);
  const typeCalls = typeCallRepair(grammar);
  return (flat) => {
    const statements = typeCalls.statementsOf(flat);
    if (statements.length === 0 && !hasLooseOperand(flat, precedence)) return flat;
    const tree = new LinkedTree(flat);
    for (const statement of statements) typeCalls.repair(tree, statement);
    turnOperands(tree, precedence);
    return tree.flatten();
  };
}
