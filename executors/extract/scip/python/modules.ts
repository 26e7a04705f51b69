/** The names of the modules that a Python project really has. */
import type { PythonLayout } from './source-roots';

export interface Modules {
  /** Module name of a file; null for one outside of all source roots. */
  nameOf(path: string): string | null;
  /** Whether the project has a module or a package, with or without `__init__`, of that name. */
  has(module: string): boolean;
  /** Path below its source root of every file, for telling other projects what is in this one. */
  readonly files: readonly string[];
}

/** `paths` are the project's Python files, relative to the workspace root. */
export function pythonModules({ base, roots }: PythonLayout, paths: readonly string[]): Modules {
  const folders = [base, ...roots];
  const below = (path: string): readonly string[] =>
    folders.flatMap((folder) => {
      if (folder === '.') return [path];
      return path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [];
    });
  /** The shortest name, as the indexer chooses it. */
  const nameOf = (path: string): string | null => {
    const names = below(path).map(moduleName);
    return names.reduce<string | null>(
      (best, name) => (best === null || name.length < best.length ? name : best),
      null,
    );
  };
  const names = new Set<string>();
  for (const name of paths.flatMap(below).map(moduleName)) {
    for (let end = name.length; end > 0; end = name.lastIndexOf('.', end - 1)) names.add(name.slice(0, end));
  }
  const files = paths.flatMap((path) => {
    const shortest = [...below(path)].sort((a, b) => a.length - b.length)[0];
    return shortest === undefined ? [] : [shortest];
  });
  return { nameOf, has: (module) => names.has(module), files };
}

const moduleName = (file: string): string =>
  file
    .replace(/\.pyi?$/, '')
    .replace(/(^|\/)__init__$/, '')
    .replaceAll('/', '.');
