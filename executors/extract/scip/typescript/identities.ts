/** Symbols of scip-typescript in a form that holds in the whole workspace. */
import { posix } from 'node:path';
import type { OpenFile } from '../../read-source';
import type { Identify, Identity } from '../indexer';
import { type GlobalSymbol, parseSymbol } from '../symbol';

/** Tells whether a symbol is of the project. */
export type IsOwn = (symbol: GlobalSymbol) => boolean;

/**
 * A symbol names its package, and the file by its path in the package. A project without a package.json is in the package
 * around it, and so is its neighbour: only the file tells them apart. `packages` are the package.json files in sight.
 */
export function ownership(packages: readonly OpenFile[], own: ReadonlySet<string>): IsOwn {
  const folders = new Map<string, string[]>();
  for (const { path, bytes } of packages) {
    const key = packageKey(bytes.toString('utf8'));
    folders.set(key, [...(folders.get(key) ?? []), posix.dirname(path)]);
  }
  return (symbol) => {
    const path = fileOf(symbol);
    if (path === null) return false;
    return (folders.get(`${symbol.package} ${symbol.version}`) ?? []).some((f) => own.has(posix.join(f, path)));
  };
}

/** Name and version as scip-typescript writes them. */
function packageKey(text: string): string {
  try {
    const { name, version } = JSON.parse(text) as { name?: unknown; version?: unknown };
    if (typeof name !== 'string') return ' ';
    return `${name} ${typeof version === 'string' ? version : 'HEAD'}`;
  } catch {
    return ' ';
  }
}

/** The namespaces that a symbol begins with, up to the one that looks like a file. */
function fileOf({ descriptors }: GlobalSymbol): string | null {
  const file = descriptors.findIndex((d) => d.suffix === 'namespace' && /\.[cm]?[jt]sx?$/.test(d.name));
  return file < 0
    ? null
    : descriptors
        .slice(0, file + 1)
        .map((d) => d.name)
        .join('/');
}

/** The symbols of one document. */
export function typescriptIdentities(path: string | null, isOwn: IsOwn): Identify {
  return (symbol): Identity => {
    const parsed = parseSymbol(symbol);
    const plain = { symbol, isLocal: false, isExternal: false, isUnresolved: false, isMalformed: parsed === null };
    if (parsed?.kind === 'local') return { ...plain, symbol: `local ${path}#${parsed.id}`, isLocal: true };
    return { ...plain, isExternal: parsed !== null && !isOwn(parsed) };
  };
}
