/** Comprehensions: loops within an expression, with names of their own. */
import { type FlowNode, UNKNOWN_KEY } from '../builder';
import { targetNames } from './bound-names';
import type { Reader } from './reader';
import { assign } from './targets';
import { iterate } from './values';

export function comprehension(reader: Reader, node: number, kind: string): FlowNode {
  const { syntax, flow, frame } = reader;
  const body = syntax.childIn(node, 'body');
  const scope = new Map<string, FlowNode>();
  let opened = false;
  for (const clause of reader.parts(node)) {
    const type = syntax.typeName(clause);
    if (type === 'for_in_clause') {
      const right = syntax.childIn(clause, 'right');
      // The first iterable is evaluated outside.
      const item = iterate(reader, reader.expression(right), right);
      if (!opened) frame.inner.push(scope);
      opened = true;
      const names = new Set<string>();
      targetNames(syntax, syntax.childIn(clause, 'left'), names);
      for (const name of names) scope.set(name, flow.node());
      assign(reader, syntax.childIn(clause, 'left'), { node: item }, (name, value) => {
        const variable = scope.get(name);
        if (variable !== undefined) flow.assign(value, variable);
      });
    } else if (type === 'if_clause') {
      reader.expression(reader.parts(clause)[0] ?? -1);
    }
  }
  const result = flow.value(kind);
  if (body >= 0 && syntax.typeName(body) === 'pair') {
    reader.expression(syntax.childIn(body, 'key'));
    flow.store(result, { field: UNKNOWN_KEY }, reader.expression(syntax.childIn(body, 'value')));
  } else {
    flow.store(result, { field: UNKNOWN_KEY }, reader.expression(body));
  }
  if (opened) frame.inner.pop();
  return result;
}
