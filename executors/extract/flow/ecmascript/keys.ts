/** Keys of properties: which field of a value they mean. */
import { childOf, childrenOf, type SyntaxNode } from '../../oxc/node';
import { ANY_ELEMENT, attribute, element, type Field, UNKNOWN_KEY } from '../builder';
import { MAX_CONSTANT } from '../limits';
import type { Reader } from './reader';

/** The text or number that an expression is, as far as it may be a key; null when it is none. */
export function constantKey(node: SyntaxNode | null): string | number | null {
  switch (node?.type) {
    case 'Literal': {
      const { value } = node;
      if (typeof value === 'string') return value.length <= MAX_CONSTANT ? value : null;
      return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 1e6 ? value : null;
    }
    case 'TemplateLiteral': {
      const [quasi, ...more] = childrenOf(node, 'quasis');
      const cooked = (quasi?.value as { cooked?: unknown } | undefined)?.cooked;
      return more.length === 0 && typeof cooked === 'string' && cooked.length <= MAX_CONSTANT ? cooked : null;
    }
    default:
      return null;
  }
}

const fieldOf = (key: string | number): Field => (typeof key === 'number' ? element(key) : attribute(key));

/** `[Symbol.iterator]`, as a field. */
function symbolField(reader: Reader, node: SyntaxNode): Field | null {
  if (node.type !== 'MemberExpression' || node.computed === true) return null;
  const name = childOf(node, 'property')?.name;
  return reader.builtinName(childOf(node, 'object')) === 'Symbol' ? attribute(`[Symbol.${String(name)}]`) : null;
}

/** The field that a key means; the key of a class member or of a property when `isComputed` is false. */
export function keyField(reader: Reader, key: SyntaxNode, isComputed: boolean): Field {
  if (key.type === 'PrivateIdentifier') return attribute(`#${String(key.name)}`);
  if (!isComputed && key.type === 'Identifier') return attribute(String(key.name));
  const constant = constantKey(key);
  if (constant !== null) return fieldOf(constant);
  const symbol = symbolField(reader, key);
  if (symbol !== null) return symbol;
  if (key.type === 'Identifier') {
    const known = constantKey(reader.variables.of(key)?.constant ?? null);
    if (known !== null) return fieldOf(known);
  }
  const node = reader.expression(key);
  return key.type === 'Identifier' || key.type === 'MemberExpression' ? { key: node } : { field: ANY_ELEMENT };
}

/** The field that something is stored in: a key nobody knows may be any. */
export const storedField = (field: Field): Field =>
  'field' in field && field.field === ANY_ELEMENT ? { field: UNKNOWN_KEY } : field;

/** The name of a property that is read or written; null when only a value knows it. */
export const nameOf = (field: Field): string | null =>
  'field' in field && field.field.startsWith('.') ? field.field.slice(1) : null;

/** Where an object has the function that is called when the field is assigned. */
export const setterField = (field: Field): Field => {
  const name = nameOf(field);
  return name === null ? field : attribute(`[set ${name}]`);
};
