/** Which folders of a Python project module names begin at. */
import { posix } from 'node:path';
import { parse } from 'smol-toml';

export interface PythonLayout {
  /** The folder that holds the top-level package, relative to the workspace root: the project's, or one above it. */
  readonly base: string;
  /** Folders that module names begin at as well, such as `src`; relative to the workspace root. */
  readonly roots: readonly string[];
  /** From pyproject.toml. */
  readonly name: string | null;
  readonly version: string | null;
}

/**
 * The layout of the project at `root` with the Python files `paths`, by its pyproject.toml (null for none). A project
 * that lies within a package begins above it. Folders that pyproject.toml names for setuptools, poetry or hatch count,
 * and `src` does by convention, unless they are packages themselves.
 */
export function pythonLayout(root: string, paths: readonly string[], pyproject: string | null): PythonLayout {
  const known = new Set(paths);
  const isPackage = (folder: string) => ['py', 'pyi'].some((e) => known.has(posix.join(folder, `__init__.${e}`)));
  let base = root;
  while (base !== '.' && isPackage(base)) base = posix.dirname(base);
  const document = parsed(pyproject);
  const named = ['src', ...declaredFolders(document)].map((folder) => posix.join(root, folder));
  const holdsFiles = (folder: string) => paths.some((path) => path.startsWith(`${folder}/`));
  const roots = [...new Set(named)].filter((f) => f !== base && !f.startsWith('..') && holdsFiles(f) && !isPackage(f));
  const text = (...path: readonly string[]) => textOf(at(document, path));
  return {
    base,
    roots: roots.sort(),
    name: text('project', 'name') ?? text('tool', 'poetry', 'name'),
    version: text('project', 'version') ?? text('tool', 'poetry', 'version'),
  };
}

function declaredFolders(document: unknown): readonly string[] {
  const setuptools = at(document, ['tool', 'setuptools', 'packages', 'find', 'where']);
  const packageDirectory = at(document, ['tool', 'setuptools', 'package-dir', '']);
  const poetry = listOf(at(document, ['tool', 'poetry', 'packages'])).map((entry) => at(entry, ['from']));
  const hatch = listOf(at(document, ['tool', 'hatch', 'build', 'targets', 'wheel', 'packages'])).map((path) =>
    typeof path === 'string' ? posix.dirname(path) : null,
  );
  return [...listOf(setuptools), packageDirectory, ...poetry, ...hatch].flatMap((folder) => textOf(folder) ?? []);
}

function parsed(pyproject: string | null): unknown {
  try {
    return pyproject === null ? null : parse(pyproject);
  } catch {
    return null;
  }
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isTable(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value);

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
