import { unwrap } from '../../plugin/core/result';
import type { Manifest } from '../../plugin/manifest/manifest-schema';

/**
 * The manifest of the workspace's declarations. Throws a `DiagnosticError` with everything that is wrong with them.
 *
 * The compiler is imported here and not at the top: it brings the query engine and the module loader with it, which a
 * sync without changes must not pay for.
 */
export async function compile(workspaceRoot: string, projectRoot: string): Promise<Manifest> {
  const { compileWorkspace } = await import('../../plugin/compile.js');
  return unwrap(await compileWorkspace({ workspaceRoot, projectRoot }));
}
