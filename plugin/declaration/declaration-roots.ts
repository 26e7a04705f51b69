import { join } from 'node:path';
import type { DeclarationRoot } from './load';

/** Root of the code: `dist` when packed, the repository when run from source. */
const CODE_ROOT = join(__dirname, '..', '..');

/** The built-in model, and the workspace's own declarations unless they are the same folder. */
export function declarationRoots(workspaceRoot: string, projectRoot: string): readonly DeclarationRoot[] {
  const own = join(workspaceRoot, projectRoot);
  return [
    { directory: join(CODE_ROOT, 'plugin', 'model'), builtIn: true },
    ...(own === CODE_ROOT ? [] : [{ directory: own, builtIn: false }]),
  ];
}
