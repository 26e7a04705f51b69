/** Whether the text at a definition is the name that its symbol ends with. */
import type { GlobalSymbol } from './symbol';

/**
 * True for a definition that names what its symbol says, and for those that have no name in the source: modules. Quoted
 * and computed names, accessors and constructors count as what they stand for. False is what scip-python makes of type
 * parameters and type aliases, of which it knows nothing: they define the function, class or module around them.
 */
export function definesItsName({ descriptors }: GlobalSymbol, text: string): boolean {
  const last = descriptors.at(-1);
  if (last === undefined || text === '') return true;
  const name = last.name === '<constructor>' ? 'constructor' : last.name.replace(ACCESSOR, '');
  return unquoted(name) === unquoted(text) || (last.suffix === 'meta' && isNumbered(name, text));
}

const ACCESSOR = /^<(?:get|set)>/;

/** A property of an object literal is called by its name and a number that makes it unique in the file. */
const isNumbered = (name: string, text: string): boolean =>
  name.startsWith(text) && /^\d+$/.test(name.slice(text.length));

const unquoted = (text: string): string => text.replace(/^(['"`])(.*)\1$/s, '$2');
