/** TypeScript and JavaScript: where the grammars read code otherwise than the languages. */
import type { Grammar } from '../grammar';
import { LinkedTree } from '../linked-tree';
import { hasLooseOperand, resolvePrecedence, turnOperands } from '../precedence';
import type { Repair } from '../repair';
import { awaitRepair } from './await-calls';
import { genericCallRepair } from './generic-calls';

/** `!a!.b` is read as `(!a)!.b`, `-a<T>()` as `(-a)<T>()`, and `new A!(b)` as a call of `new A`. */
const PRECEDENCE = {
  postfix: ['call_expression', 'member_expression', 'subscript_expression', 'non_null_expression', 'update_expression'],
  prefix: ['binary_expression', 'unary_expression', 'update_expression', 'await_expression', 'type_assertion'],
  construction: { type: 'new_expression', call: 'call_expression', arguments: 'arguments' },
};

/** The repairs for one of the grammars. */
export function ecmascriptRepairs(grammar: Grammar): Repair {
  const precedence = resolvePrecedence(grammar, PRECEDENCE);
  const awaits = awaitRepair(grammar);
  const makeGenericCalls = genericCallRepair(grammar);
  return (parsed, source) => {
    const flat = makeGenericCalls(parsed, source);
    const calls = awaits.callsOf(flat, source);
    if (calls.length === 0 && !hasLooseOperand(flat, precedence)) return flat;
    const tree = new LinkedTree(flat);
    for (const call of calls) awaits.repair(tree, call);
    turnOperands(tree, precedence);
    return tree.flatten();
  };
}
