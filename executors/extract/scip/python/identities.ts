/** Symbols of scip-python in a form that holds in the whole workspace. */
import type { Document } from '@c4312/scip';
import type { DocumentText, Identify, Identity } from '../indexer';
import { escapedName, type GlobalSymbol, inUnknownPackage, parseSymbol } from '../symbol';
import type { Modules } from './modules';
import { absoluteModule, packageOf, relativeDots } from './relative-imports';

export interface OwnPackage {
  readonly name: string;
  /** `.` for none, as in symbols. */
  readonly version: string;
  readonly modules: Modules;
}

/** A mention of a module by a name that only holds in its document. */
interface RelativeMention {
  readonly offset: number;
  readonly module: string;
}

/**
 * Two things that scip-python says are not so. It gives every module that it cannot find to the project's own package:
 * such a symbol gets a package that nobody knows. And it writes relative imports as if they were absolute: their symbols
 * get the module that is meant.
 */
export function pythonIdentities(
  own: OwnPackage,
  path: string | null,
  document: Document | null,
  text: DocumentText | null,
): Identify {
  const relative = new Map<string, RelativeMention[]>();
  const claimsOwn = (symbol: GlobalSymbol) => symbol.package === own.name && (symbol.version || '.') === own.version;
  const module = path === null ? null : own.modules.nameOf(path);
  if (path !== null && module !== null && document !== null && text !== null) {
    const home = packageOf(path, module);
    for (const { symbol, range } of document.occurrences) {
      const parsed = parseSymbol(symbol);
      if (parsed?.kind !== 'global' || !isModule(parsed) || !claimsOwn(parsed)) continue;
      const [line = 0, char = 0, end = 0] = range;
      const offset = text.positions.offset({ line, char });
      const dots = relativeDots(text.text, offset, text.positions.offset({ line, char: end }));
      const meant = dots === 0 ? null : absoluteModule(home, dots, moduleOf(parsed));
      if (meant !== null) relative.set(symbol, [...(relative.get(symbol) ?? []), { offset, module: meant }]);
    }
  }

  const resolve = (symbol: string, parsed: GlobalSymbol, offset: number | null): Identity => {
    const malformed = isMalformed(parsed);
    if (!claimsOwn(parsed)) return identity(symbol, true, false, malformed);
    const mention = isModule(parsed) ? mentionAt(relative.get(symbol) ?? [], offset) : undefined;
    if (mention !== undefined) {
      const renamed = symbol.replace(parsed.path, `${escapedName(mention.module)}/__init__:`);
      return identity(renamed, false, !own.modules.has(mention.module), malformed);
    }
    if (own.modules.has(moduleOf(parsed))) return identity(symbol, false, false, malformed);
    return identity(inUnknownPackage(parsed), true, true, malformed);
  };

  return (symbol, offset) => {
    const parsed = parseSymbol(symbol);
    if (parsed?.kind === 'global') return resolve(symbol, parsed, offset);
    if (parsed === null) return identity(symbol, false, false, true);
    return { ...identity(`local ${path}#${parsed.id}`, false, false, false), isLocal: true };
  };
}

/** The module of a symbol is its first descriptor, dots and all. */
const moduleOf = ({ descriptors }: GlobalSymbol): string => descriptors[0]?.name ?? '';

/** `a/__init__:` is the module a. */
const isModule = ({ descriptors }: GlobalSymbol): boolean => {
  const [, second] = descriptors;
  return descriptors.length === 2 && second?.suffix === 'meta' && second.name === '__init__';
};

/** A module without `__init__:`: what is left of the symbol of a definition whose name scip-python does not know. */
const isMalformed = ({ descriptors }: GlobalSymbol): boolean => descriptors.at(-1)?.suffix === 'namespace';

/** The last one that is not after `offset`; names are imported before they are used. */
const mentionAt = (mentions: readonly RelativeMention[], offset: number | null): RelativeMention | undefined =>
  (offset === null ? undefined : mentions.findLast((m) => m.offset <= offset)) ?? mentions[0];

const identity = (symbol: string, isExternal: boolean, isUnresolved: boolean, isMalformed: boolean): Identity => ({
  symbol,
  isLocal: false,
  isExternal,
  isUnresolved,
  isMalformed,
});
