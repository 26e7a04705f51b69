/** The code of an extractor: ours by `require`, a workspace's own through a loader that takes TypeScript. */
import { relative, sep } from 'node:path';
import { sha256 } from '../../plugin/core/digest';
import { createModuleLoader } from '../../plugin/core/module-loader';
import { CODE_ROOT } from '../../plugin/manifest/engine';
import { PUBLIC_MODULES } from '../../plugin/schema/public-modules';
import type { ExtractJob } from './extract-job';
import type { ExtractorRuntime } from './extractor-runtime';

/**
 * The runtime in the module of a job. Of the workspace's files its code may load those in `sources` only, and as they
 * were then: anything else would decide evidence without being part of the extractor's identity.
 *
 * @throws Error that names the module, with what it threw, which file it may not load, or that it has no runtime.
 */
export async function loadRuntime({
  module,
  root,
  sources,
}: Pick<ExtractJob, 'module' | 'root' | 'sources'>): Promise<ExtractorRuntime> {
  if (sources === undefined) return (require(module) as { default: ExtractorRuntime }).default;
  return loadWorkspaceRuntime(module, pathBelow(root, module), (file, text) => {
    const path = pathBelow(root, file);
    if (path.startsWith('../') || path.split('/').includes('node_modules') || file.startsWith(CODE_ROOT + sep)) return;
    if (sources[path] === sha256(text)) return;
    throw new Error(
      path in sources
        ? `${path} changed while the build was running: run again`
        : `it loads ${path}, which nx sync did not find: import it by its path as a constant`,
    );
  });
}

/** The runtime in a module of a workspace, `shownAs` in errors; `admit` is asked before a file is loaded. */
export async function loadWorkspaceRuntime(
  module: string,
  shownAs: string,
  admit: (file: string, text: string) => void = () => {},
): Promise<ExtractorRuntime> {
  const loaded: unknown = await createModuleLoader({ aliases: PUBLIC_MODULES, admit })
    .load(module)
    .catch((error: unknown) => {
      throw new Error(`${shownAs} cannot be loaded: ${error instanceof Error ? error.message : error}`);
    });
  if (isRuntime(loaded)) return loaded;
  throw new Error(`${shownAs} has no default export made with defineRuntime`);
}

const pathBelow = (root: string, file: string): string => relative(root, file).split(sep).join('/');

const isRuntime = (value: unknown): value is ExtractorRuntime =>
  value !== null &&
  typeof value === 'object' &&
  'declaration' in value &&
  'open' in value &&
  typeof value.open === 'function';
