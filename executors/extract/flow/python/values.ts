/** Values of Python that several kinds of syntax have in common: keys, containers, what loops take out of them. */
import { ANY_ELEMENT, element, type Field, type FlowNode, type Site, UNKNOWN_KEY } from '../builder';
import { MAX_CONSTANT } from '../limits';
import type { Reader } from './reader';

/** The value of a literal that may be a key, or null. */
export function constantKey(reader: Reader, node: number): string | number | null {
  const { syntax } = reader;
  const type = syntax.typeName(node);
  const text = syntax.text(node);
  if (type === 'integer') return /^\d{1,6}$/.test(text) ? Number(text) : null;
  if (type !== 'string' || text.length > MAX_CONSTANT + 8) return null;
  const plain = /^[rRuU]?(?:"""|'''|"|')([^"'\\{}\r\n]*)(?:"""|'''|"|')$/.exec(text)?.[1];
  return plain !== undefined && plain.length <= MAX_CONSTANT ? plain : null;
}

/** The field that a subscript means: a constant key, the values of a variable, or any. */
export function subscriptField(reader: Reader, subscripts: readonly number[]): Field {
  const [only = -1, ...more] = subscripts;
  if (only < 0 || more.length > 0) {
    for (const part of subscripts) reader.expression(part);
    return { field: ANY_ELEMENT };
  }
  const key = constantKey(reader, only);
  if (key !== null) return element(key);
  const node = reader.expression(only);
  const type = reader.syntax.typeName(only);
  return type === 'identifier' || type === 'attribute' ? { key: node } : { field: ANY_ELEMENT };
}

/** A container with its elements at their places, as far as these are known. */
export function container(
  { flow }: Reader,
  kind: string,
  items: readonly { readonly node: FlowNode; readonly isSplat: boolean }[],
  site: Site,
): FlowNode {
  const result = flow.value(kind);
  let known = kind !== 'set';
  items.forEach((item, i) => {
    if (item.isSplat) known = false;
    const value = item.isSplat ? flow.load(item.node, { field: ANY_ELEMENT }, site) : item.node;
    flow.store(result, known ? element(i) : { field: UNKNOWN_KEY }, value);
  });
  return result;
}

const BINARY: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '<<': 'lshift',
  '>>': 'rshift',
};

/** The method behind an operator, without its underscores. */
export const operatorMethod = (operator: string): string | undefined => BINARY[operator];

/** What `for` takes out of `value`: elements of containers, and what the methods of an iterator give. */
export function iterate(reader: Reader, value: FlowNode, at: number): FlowNode {
  const { flow } = reader;
  const site = reader.site(at);
  const item = flow.load(value, { field: ANY_ELEMENT }, site);
  const iterator = flow.callMethod('iterate', value, '__iter__', [], site);
  flow.callMethod('iterate', iterator, '__next__', [], site, item);
  return item;
}
