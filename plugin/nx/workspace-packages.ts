/** Which package.json files are projects, by the rules of the package manager's workspaces. */
import { join } from 'node:path';
import { readJsonFile } from '@nx/devkit';
import { buildPackageJsonPatterns, buildPackageJsonWorkspacesMatcher } from '@nx/devkit/internal';

/**
 * A test for paths of package.json files relative to the workspace root.
 *
 * Nx itself decides with these two functions. They are internal to it, but a copy of ours would drift, and then a
 * fixture's package.json would become a project for one of us only. The spec beside this file pins their behaviour.
 */
export function workspacePackageMatcher(workspaceRoot: string): (path: string) => boolean {
  const patterns = buildPackageJsonPatterns(workspaceRoot, (path) => readJsonFile(join(workspaceRoot, path)));
  return buildPackageJsonWorkspacesMatcher(patterns);
}
