import { join } from 'node:path';
import { createJiti } from 'jiti';

/** Loads declaration modules, and remembers every file that took part. */
export interface ModuleLoader {
  /** The default export of a module. Throws what the module throws. */
  load(file: string): Promise<unknown>;
  /** Absolute paths of the modules loaded so far, imports included. */
  files(): readonly string[];
}

/** Code by source text: transforming is most of what loading costs, and depends on the text alone. */
const transformed = new Map<string, string>();

/**
 * A loader for TypeScript and JavaScript modules. `ownDeclare` answers imports of `cpg/declare`, so that a workspace
 * can declare things before the package can be resolved from it.
 */
export function createModuleLoader(ownDeclare: string): ModuleLoader {
  const seen = new Set<string>();
  const plain = createJiti(join(__dirname, 'module-loader.ts'), { fsCache: false, moduleCache: false });
  const jiti = createJiti(join(__dirname, 'module-loader.ts'), {
    // A cached transform would not call us, and the file would be missing from the list.
    fsCache: false,
    moduleCache: false,
    alias: { 'cpg/declare': ownDeclare },
    transform(options) {
      if (options.filename !== undefined) seen.add(options.filename);
      const cached = transformed.get(options.source);
      const code = cached ?? plain.transform(options);
      transformed.set(options.source, code);
      return { code };
    },
  });
  return {
    async load(file) {
      seen.add(file);
      return inner(await jiti.import(file, { default: true }));
    },
    files: () => [...seen].sort(),
  };
}

/** The default export of a module compiled to CommonJS, as cpg's own are when packed: the loader gives all its exports. */
const inner = (module: unknown): unknown =>
  module !== null && typeof module === 'object' && '__esModule' in module && 'default' in module
    ? module.default
    : module;
