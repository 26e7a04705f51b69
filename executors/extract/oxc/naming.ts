/** Names of functions, classes and types: their own, or that of what they are bound to. */
import { cutName } from '../name-limit';
import type { FlatProgram } from './flat-program';
import { childOf, childrenOf, type SyntaxNode, textOf } from './node';
import type { SourceText } from './parse';
import { afterTrivia } from './trivia';

/** A name with the UTF-16 positions of the identifier; a quoted name is without its quotes. */
export interface Name {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `(() => 1) as F` is still the function. */
const TRANSPARENT = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'ParenthesizedExpression',
]);

const IDENTIFIER = /[\p{ID_Continue}$\u200c\u200d]|\\u(?:[0-9a-fA-F]{4}|\{[0-9a-fA-F]+\})/uy;

/** The identifier alone: the span of a node begins with its decorators and goes on with its type annotation. */
export function identifierIn({ text }: SourceText, node: SyntaxNode): Name {
  const name = textOf(node, 'name') ?? '';
  const decorator = childrenOf(node, 'decorators').at(-1);
  const start = decorator === undefined ? node.start : afterTrivia(text, decorator.end);
  if (text.startsWith(name, start)) return { text: name, start, end: start + name.length };
  let end = start;
  for (IDENTIFIER.lastIndex = end; IDENTIFIER.test(text); IDENTIFIER.lastIndex = end) end = IDENTIFIER.lastIndex;
  if (end > start) return { text: name, start, end };
  // The parser gets over an escape that is none, and the name is what comes after it.
  const at = text.indexOf(name, start);
  return at >= 0 && at + name.length <= node.end
    ? { text: name, start: at, end: at + name.length }
    : { text: name, start, end: node.end };
}

/** Where the text of a string is; a string that was never closed goes on to its end. */
const insideQuotes = (text: string, start: number, end: number) => ({
  start: start + 1,
  end: end > start + 1 && text[end - 1] === text[start] ? end - 1 : end,
});

/** The name that an identifier, a key or a dotted name spells; null for patterns. */
export function nameIn(source: SourceText, node: SyntaxNode): Name | null {
  const { type, start, end } = node;
  switch (type) {
    case 'Identifier':
    case 'JSXIdentifier':
      return identifierIn(source, node);
    case 'PrivateIdentifier':
      return { text: `#${textOf(node, 'name') ?? ''}`, start, end };
    case 'Literal':
      return typeof node.value === 'string'
        ? { text: node.value, ...insideQuotes(source.text, start, end) }
        : { text: source.text.slice(start, end), start, end };
    case 'TSQualifiedName':
      return { text: source.text.slice(start, end), start, end };
    default:
      return null;
  }
}

/** The name that `key` gives to a member: a computed one is its source, brackets included. */
export function keyName(source: SourceText, owner: SyntaxNode): Name | null {
  const key = childOf(owner, 'key');
  if (key === null) return null;
  if (owner.computed !== true) return nameIn(source, key);
  const { start, end } = withBrackets(source.text, key, owner.start);
  return { text: cutName(source.text.slice(start, end)), start, end };
}

/** Where the brackets around a computed key are, not before `first`; the key alone in a tree that lost them. */
function withBrackets(text: string, key: SyntaxNode, first: number): { readonly start: number; readonly end: number } {
  // Parentheses around the key have no nodes.
  const end = afterTrivia(text, key.end, ')');
  for (let at = key.start; at > first && text[end] === ']'; ) {
    at = text.lastIndexOf('[', at - 1);
    // Not a bracket in a comment before the key.
    if (at >= first && afterTrivia(text, at + 1, '(') === key.start) return { start: at, end: end + 1 };
  }
  return key;
}

/** The name of the target of an assignment: `a` and `x.a`, but neither patterns nor `x[0]`. */
function targetName(source: SourceText, target: SyntaxNode | null): Name | null {
  if (target === null) return null;
  if (target.type !== 'MemberExpression') return target.type === 'Identifier' ? nameIn(source, target) : null;
  const property = target.computed === true ? null : childOf(target, 'property');
  return property === null ? null : nameIn(source, property);
}

/** The name of what the value at `id` is bound to, if it is bound to one at all. */
export function boundName(source: SourceText, flat: FlatProgram, id: number): Name | null {
  let value = id;
  let owner = flat.parent[value] ?? -1;
  while (TRANSPARENT.has(flat.nodes[owner]?.type ?? '') && flat.slot[value] === 'expression') {
    value = owner;
    owner = flat.parent[value] ?? -1;
  }
  const node = flat.nodes[owner];
  if (node === undefined) return null;
  switch (`${node.type}.${flat.slot[value]}`) {
    case 'VariableDeclarator.init':
      return targetName(source, childOf(node, 'id'));
    case 'AssignmentExpression.right':
      return targetName(source, childOf(node, 'left'));
    case 'MethodDefinition.value':
    case 'TSAbstractMethodDefinition.value':
    case 'Property.value':
    case 'PropertyDefinition.value':
    case 'AccessorProperty.value':
      return keyName(source, node);
    default:
      return null;
  }
}

/**
 * The name of the function, class, type or namespace at `id`. What an expression is bound to comes before the name that
 * only its own body sees. Null when it has none.
 */
export function definedName(source: SourceText, flat: FlatProgram, id: number): Name | null {
  const node = flat.nodes[id];
  if (node === undefined) return null;
  const bound = node.type.endsWith('Expression') ? boundName(source, flat, id) : null;
  if (bound !== null) return bound;
  const own = childOf(node, 'id');
  return own === null ? null : nameIn(source, own);
}
