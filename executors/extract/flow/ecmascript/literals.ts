/** Array and object literals. */
import { childOf, childrenOf, isNode, type SyntaxNode } from '../../oxc/node';
import { ANY_ELEMENT, element, type FlowNode, UNKNOWN_KEY } from '../builder';
import { functionUnit } from './functions';
import { keyField, nameOf, setterField, storedField } from './keys';
import { delegate } from './prototypes';
import type { Reader } from './reader';
import { iterate } from './values';

/** An array with its elements at their places, as far as these are known. */
export function array(reader: Reader, node: SyntaxNode): FlowNode {
  const { flow } = reader;
  const items = Array.isArray(node.elements) ? (node.elements as readonly unknown[]) : [];
  const values = items.map((item) => {
    if (!isNode(item)) return null;
    const isSpread = item.type === 'SpreadElement';
    const argument = isSpread ? childOf(item, 'argument') : item;
    const value = reader.expression(argument);
    return { at: item, isSpread, node: isSpread ? iterate(reader, value, item) : value };
  });
  const made = flow.value('list');
  reader.known.builtins.set(made, 'Array');
  const written = values.flatMap((item) => (item === null || item.isSpread ? [] : [item]));
  if (written.length === values.length) reader.known.arrays.set(made, written);
  let known = true;
  values.forEach((item, i) => {
    if (item === null) return;
    known &&= !item.isSpread;
    flow.store(made, known ? element(i) : { field: UNKNOWN_KEY }, item.node);
  });
  return made;
}

const ROLES: Readonly<Record<string, string>> = { get: 'getter', set: 'setter' };

/** An object with its properties; what it spreads it finds on what is spread. */
export function object(reader: Reader, node: SyntaxNode): FlowNode {
  const { flow } = reader;
  const made = flow.value('object');
  const properties: { readonly name: string; readonly node: FlowNode }[] = [];
  for (const property of childrenOf(node, 'properties')) {
    if (property.type === 'SpreadElement') {
      delegate(reader, made, reader.expression(childOf(property, 'argument')), reader.site(property));
      continue;
    }
    const key = childOf(property, 'key');
    const value = childOf(property, 'value');
    if (key === null || value === null) continue;
    const field = storedField(keyField(reader, key, property.computed === true));
    const role = ROLES[String(property.kind)] ?? '';
    const held = value.type === 'FunctionExpression' ? functionUnit(reader, value, { role }) : reader.expression(value);
    const name = nameOf(field);
    if (name === '__proto__') {
      delegate(reader, made, held, reader.site(property));
      continue;
    }
    flow.store(made, role === 'setter' ? setterField(field) : field, held, reader.site(property));
    if (name === null) continue;
    properties.push({ name, node: held });
    // A key that is computed elsewhere may be this one.
    if (role === '') flow.store(made, { field: ANY_ELEMENT }, held);
  }
  reader.known.literals.set(made, properties);
  return made;
}
