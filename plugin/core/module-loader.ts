import { join } from 'node:path';
import { createJiti } from 'jiti';
import { isOnDisk, ON_DISK, type SourceFiles } from './source-files';

/** Loads modules that people wrote, and remembers every file that took part. */
export interface ModuleLoader {
  /** The default export of a module. Throws what the module throws. */
  load(file: string): Promise<unknown>;
  /** Absolute paths of the modules loaded so far; of imports those that had to be transformed. */
  files(): readonly string[];
}

export interface ModuleLoaderOptions {
  /** Import specifiers and the absolute paths of the modules behind them, whether or not they could be resolved. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Where modules are read; an import finds only what is on disk as well. */
  readonly files?: SourceFiles;
  /** Whether modules stay as they are as long as the process runs: each is evaluated once. */
  readonly fixed?: boolean;
  /** Called with each module before it is transformed; throws to refuse it. */
  readonly admit?: (file: string, text: string) => void;
}

/** Code by source text: transforming is most of what loading costs, and depends on the text alone. */
const transformed = new Map<string, string>();

/** A loader for TypeScript and JavaScript modules. */
export function createModuleLoader(options: ModuleLoaderOptions): ModuleLoader {
  const { aliases, files = ON_DISK, fixed = false, admit } = options;
  const seen = new Set<string>();
  const plain = createJiti(join(__dirname, 'module-loader.ts'), { fsCache: false, moduleCache: false });
  const jiti = createJiti(join(__dirname, 'module-loader.ts'), {
    // A cached transform would not call us, and the file would be missing from the list.
    fsCache: false,
    moduleCache: fixed,
    alias: { ...aliases },
    transform(options) {
      const { filename } = options;
      const source = filename === undefined ? options.source : (textOf(filename, files) ?? options.source);
      if (filename !== undefined) {
        admit?.(filename, source);
        seen.add(filename);
      }
      const cached = transformed.get(source);
      const code = cached ?? plain.transform({ ...options, source });
      transformed.set(source, code);
      return { code };
    },
  });
  return {
    async load(file) {
      seen.add(file);
      if (isOnDisk(file, files)) return inner(await jiti.import(file, { default: true }));
      return inner(await jiti.evalModule(files.read(file).toString('utf8'), { filename: file, async: true }));
    },
    files: () => [...seen].sort(),
  };
}

const textOf = (file: string, files: SourceFiles): string | undefined =>
  files.isFile(file) ? files.read(file).toString('utf8') : undefined;

/** The default export of a module, of one compiled to CommonJS, as cpg's own are when packed, as well. */
const inner = (module: unknown): unknown =>
  module !== null && typeof module === 'object' && '__esModule' in module && 'default' in module
    ? module.default
    : module;
