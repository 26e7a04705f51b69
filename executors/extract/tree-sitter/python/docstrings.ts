/** Python: the string that a body begins with. */
import type { Documentation } from '../definitions';
import type { Syntax } from '../syntax';

/** f-strings, t-strings and bytes are computed or no text; they document nothing. */
const NO_TEXT = /[fFtTbB]/;

/**
 * The docstring of a body (a module or block): its first statement, if that is a string or adjacent strings. The text
 * is what stands between the quotes, escapes and indentation untouched.
 */
export function docstringOf(syntax: Syntax, body: number): Documentation | null {
  const statement = first(syntax, body);
  if (statement < 0 || syntax.typeName(statement) !== 'expression_statement') return null;
  let literal = first(syntax, statement);
  while (literal >= 0 && syntax.typeName(literal) === 'parenthesized_expression') literal = first(syntax, literal);
  if (literal < 0) return null;
  const strings = syntax.typeName(literal) === 'concatenated_string' ? syntax.children(literal) : [literal];
  const texts = strings.filter((node) => syntax.typeName(node) !== 'comment').map((node) => textOf(syntax, node));
  if (!texts.every((text) => text !== null)) return null;
  return { text: texts.join(''), start: syntax.start(literal), end: syntax.end(literal) };
}

/** The first child that is no comment, or -1. */
function first(syntax: Syntax, node: number): number {
  let child = syntax.firstChild(node);
  while (child >= 0 && syntax.typeName(child) === 'comment') child = syntax.nextSibling(child);
  return child;
}

function textOf(syntax: Syntax, node: number): string | null {
  if (syntax.typeName(node) !== 'string') return null;
  const parts = syntax.children(node);
  const [open, close] = [parts[0], parts.at(-1)];
  if (open === undefined || close === undefined || syntax.typeName(close) !== 'string_end') return null;
  if (syntax.typeName(open) !== 'string_start' || NO_TEXT.test(syntax.text(open))) return null;
  return syntax.source.slice(syntax.end(open), syntax.start(close));
}
