/** What runs: digests of the code that makes results, so that a changed engine shares no key with the old one. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { sha256 } from '../core/digest';

/** Root of the code: `dist` when packed, the repository when run from source. */
export const CODE_ROOT = join(__dirname, '..', '..');

/** Folders whose code decides the bytes of a result, given the manifest. Extractors have identities of their own. */
const RUNTIME = ['executors/runtime', 'executors/materialize', 'plugin/core', 'plugin/schema', 'plugin/manifest'];
/** Folders whose code decides the manifest. */
const COMPILER = ['plugin', 'executors/extract'];

/** Version of a package as its package.json says, where a module `from` would find it, or `absent`. */
export function packageVersion(name: string, from: string = __filename): string {
  const requireFrom = createRequire(from);
  try {
    const { version } = requireFrom(`${name}/package.json`) as { version: string };
    return version;
  } catch {
    return installedVersion(name, requireFrom);
  }
}

/** For packages whose `exports` hide their package.json. */
function installedVersion(name: string, requireFrom: NodeJS.Require): string {
  for (const directory of requireFrom.resolve.paths(name) ?? []) {
    try {
      return (JSON.parse(readFileSync(join(directory, name, 'package.json'), 'utf8')) as { version: string }).version;
    } catch {
      // not installed there; look one directory up
    }
  }
  return 'absent';
}

/** Whether a file is code, SQL or Python of ours that takes part in a result. */
const isCode = (name: string): boolean =>
  /\.(js|ts|sql|py)$/.test(name) && !/\.(spec|d)\.ts$/.test(name) && !/\.map$/.test(name);

/** Code files below `directory`, sorted, absolute. */
export function codeFiles(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return /^(fixtures|goldens|testing|files)$/.test(entry.name) ? [] : codeFiles(path);
      return isCode(entry.name) ? [path] : [];
    })
    .sort();
}

/** Digest of files by their path below the code root and their bytes. */
export function digestOfFiles(files: readonly string[]): string {
  return sha256(
    files.map((file) => `${relative(CODE_ROOT, file).split(sep).join('/')} ${sha256(readFileSync(file))}\n`).join(''),
  );
}

export interface EngineIdentity {
  /** Version of this package. */
  readonly cpg: string;
  /** Version of the DuckDB bindings. */
  readonly duckdb: string;
  /** Digest of the code that materialises, and of the versions above; part of every task's key. */
  readonly digest: string;
  /** Digest of the code that compiles the manifest. */
  readonly compiler: string;
}

/** Identity of the code that is running now. */
export function engineIdentity(): EngineIdentity {
  const duckdb = packageVersion('@duckdb/node-api');
  const arrow = packageVersion('apache-arrow');
  const runtime = digestOfFiles(RUNTIME.flatMap((folder) => codeFiles(join(CODE_ROOT, folder))));
  return {
    cpg: ownVersion(),
    duckdb,
    digest: sha256(`${duckdb} ${arrow} ${runtime}`),
    compiler: digestOfFiles(COMPILER.flatMap((folder) => codeFiles(join(CODE_ROOT, folder)))),
  };
}

/** Version of this package, from the package.json above the code root. */
export function ownVersion(): string {
  for (const directory of [CODE_ROOT, join(CODE_ROOT, '..')]) {
    try {
      const found = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as {
        name: string;
        version: string;
      };
      if (found.name === 'cpg') return found.version;
    } catch {
      // packed code is one directory deeper
    }
  }
  return 'absent';
}
