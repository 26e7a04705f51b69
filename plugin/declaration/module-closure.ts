/** What a module loads, as its source text says, without running it. */
import { realpathSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { SourceFiles } from '../core/source-files';

export interface ModuleClosure {
  /** Absolute paths of the modules and of everything that they import by a relative path, sorted. */
  readonly files: readonly string[];
  /** Installed packages that they import, sorted; not what those import in turn. */
  readonly packages: readonly string[];
}

/**
 * The closure of `entries` over static imports, `require` and `import()` of a constant. Where several files could be
 * meant, all of them are in it. `own` are specifiers that are not looked up.
 */
export async function moduleClosure(
  entries: readonly string[],
  files: SourceFiles,
  own: ReadonlySet<string>,
): Promise<ModuleClosure> {
  const found = new Set(entries);
  const packages = new Set<string>();
  // A set also visits what is added while it is walked.
  for (const file of found) {
    if (!MODULE.test(file)) continue;
    for (const specifier of await importsOf(files.read(file).toString('utf8'))) {
      if (isBuiltin(specifier) || own.has(specifier)) continue;
      const linked = isRelative(specifier) ? undefined : linkedFile(specifier, file);
      if (linked !== undefined) found.add(linked);
      else if (isRelative(specifier)) for (const path of candidates(specifier, file, files)) found.add(path);
      else packages.add(packageOf(specifier));
    }
  }
  return { files: [...found].sort(), packages: [...packages].sort() };
}

const MODULE = /\.[cm]?[jt]sx?$/;
const EXTENSIONS = ['.js', '.mjs', '.cjs', '.ts', '.tsx', '.mts', '.cts', '.json'];

const DECLARE = /^import [^;]*? from ['"]cpg\/[a-z]+['"];?$/gm;
const IMPORT = /\b(?:import|require)\b|\bfrom\s*['"`]/;

/** TypeScript takes longer to load than everything else here; a declaration that imports nothing else does without. */
async function importsOf(text: string): Promise<readonly string[]> {
  if (!IMPORT.test(text.replace(DECLARE, ''))) return [];
  const { preProcessFile } = await import('typescript');
  return preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

const isRelative = (specifier: string): boolean => /^\.{0,2}\//.test(specifier) || /^\.\.?$/.test(specifier);

/** The files that a relative specifier may stand for: with its extension, without it, as TypeScript spells it, a folder. */
function candidates(specifier: string, from: string, files: SourceFiles): readonly string[] {
  const path = resolve(dirname(from), specifier);
  return [
    path,
    path.replace(/\.([cm]?)js(x?)$/, '.$1ts$2'),
    ...EXTENSIONS.map((extension) => `${path}${extension}`),
    ...EXTENSIONS.map((extension) => join(path, `index${extension}`)),
  ].filter((candidate) => files.isFile(candidate));
}

/** The file behind the name of a package that is a link to sources of the workspace; undefined for installed ones. */
function linkedFile(specifier: string, from: string): string | undefined {
  try {
    const path = realpathSync(createRequire(from).resolve(specifier));
    return path.split(/[\\/]/).includes('node_modules') ? undefined : path;
  } catch {
    return undefined;
  }
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
