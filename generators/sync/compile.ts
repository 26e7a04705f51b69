import { unwrap } from '../../plugin/core/result';
import type { SourceFiles } from '../../plugin/core/source-files';
import type { Manifest } from '../../plugin/manifest/manifest-schema';

export interface CompileRequest {
  /** Absolute. */
  readonly workspaceRoot: string;
  /** Folder of the cpg project, relative to the workspace root. */
  readonly projectRoot: string;
  /** The files of the workspace, those included that are not written yet. */
  readonly files: SourceFiles;
}

/**
 * The manifest of the workspace's declarations. Throws a `DiagnosticError` with everything that is wrong with them.
 *
 * The compiler is imported here and not at the top: it brings the query engine and the module loader with it, which a
 * sync without changes must not pay for.
 */
export async function compile(request: CompileRequest): Promise<Manifest> {
  const { compileWorkspace } = await import('../../plugin/compile.js');
  return unwrap(await compileWorkspace(request));
}
