/** The grammar of SCIP symbols: `scheme manager package version descriptors`, or `local id`. */

export type Suffix = 'namespace' | 'type' | 'term' | 'meta' | 'method' | 'parameter' | 'type_parameter' | 'macro';

export interface Descriptor {
  readonly name: string;
  readonly suffix: Suffix;
}

export interface GlobalSymbol {
  readonly kind: 'global';
  readonly scheme: string;
  readonly manager: string;
  /** Empty when the symbol has `.` in its place; so is the version. */
  readonly package: string;
  readonly version: string;
  /** At least one. */
  readonly descriptors: readonly Descriptor[];
  /** The descriptors as they are written. */
  readonly path: string;
}

export interface LocalSymbol {
  readonly kind: 'local';
  readonly id: string;
}

const LOCAL = 'local ';
const SIMPLE = /[\w$+-]+/y;
const ESCAPED = /`((?:[^`]|``)+)`/y;
const SUFFIXES: Readonly<Record<string, Suffix>> = {
  '/': 'namespace',
  '#': 'type',
  '.': 'term',
  ':': 'meta',
  '!': 'macro',
};
const DISAMBIGUATOR = /\([\w$+-]*\)\./y;

/** The parts of a symbol; null for text that is no symbol. */
export function parseSymbol(text: string): GlobalSymbol | LocalSymbol | null {
  if (text.startsWith(LOCAL))
    return text.length > LOCAL.length ? { kind: 'local', id: text.slice(LOCAL.length) } : null;
  const parts: string[] = [];
  let at = 0;
  while (parts.length < 4) {
    const end = endOfPart(text, at);
    if (end < 0) return null;
    const part = text.slice(at, end).replaceAll('  ', ' ');
    parts.push(part === '.' ? '' : part);
    at = end + 1;
  }
  const [scheme = '', manager = '', name = '', version = ''] = parts;
  const path = text.slice(at);
  const descriptors = descriptorsOf(path);
  return descriptors === null ? null : { kind: 'global', scheme, manager, package: name, version, descriptors, path };
}

/** The same descriptors in a package that nobody knows. */
export const inUnknownPackage = ({ scheme, manager, path }: GlobalSymbol): string =>
  `${scheme} ${manager || '.'} . . ${path}`;

/** `name` as a descriptor writes it. */
export const escapedName = (name: string): string =>
  /^[\w$+-]+$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``;

/** Index of the space that ends the part at `at`; two spaces stand for one that is in it. */
function endOfPart(text: string, at: number): number {
  let end = text.indexOf(' ', at);
  while (end >= 0 && text[end + 1] === ' ') end = text.indexOf(' ', end + 2);
  return end;
}

function descriptorsOf(path: string): readonly Descriptor[] | null {
  const descriptors: Descriptor[] = [];
  let at = 0;
  const matched = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(path);
    if (match !== null) at += match[0].length;
    return match;
  };
  const nameHere = (): string | null => {
    const escaped = matched(ESCAPED);
    return escaped === null ? (matched(SIMPLE)?.[0] ?? null) : (escaped[1] ?? '').replaceAll('``', '`');
  };
  const enclosed = (suffix: Suffix, close: string): boolean => {
    at++;
    const name = nameHere();
    if (name === null || path[at++] !== close) return false;
    descriptors.push({ name, suffix });
    return true;
  };
  while (at < path.length) {
    if (path[at] === '(') {
      if (!enclosed('parameter', ')')) return null;
      continue;
    }
    if (path[at] === '[') {
      if (!enclosed('type_parameter', ']')) return null;
      continue;
    }
    const name = nameHere();
    if (name === null) return null;
    if (matched(DISAMBIGUATOR) !== null) {
      descriptors.push({ name, suffix: 'method' });
      continue;
    }
    const suffix = SUFFIXES[path[at++] ?? ''];
    if (suffix === undefined) return null;
    descriptors.push({ name, suffix });
  }
  return descriptors.length > 0 ? descriptors : null;
}
