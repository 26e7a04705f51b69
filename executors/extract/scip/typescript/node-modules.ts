/** What is installed, as seen from the copy of the workspace: its own packages lead into the copy, others to their place. */
import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

/**
 * Links the packages in the `node_modules` of `folders` (relative to the workspace root) and of all folders above them
 * into the copy at `mirror`. A package of the workspace is linked to its copy, if the copy has it.
 */
export function linkPackages(workspaceRoot: string, mirror: string, folders: readonly string[]): void {
  const root = realpathSync(workspaceRoot);
  for (const folder of new Set(folders.flatMap(withAncestors))) {
    const installed = join(root, folder, 'node_modules');
    if (existsSync(installed)) linkEntries(root, mirror, installed, join(mirror, folder, 'node_modules'));
  }
}

const withAncestors = (folder: string): readonly string[] =>
  folder === '.' ? ['.'] : [folder, ...withAncestors(posix.dirname(folder))];

function linkEntries(root: string, mirror: string, from: string, to: string): void {
  for (const name of readdirSync(from).filter((n) => !n.startsWith('.'))) {
    if (name.startsWith('@')) linkEntries(root, mirror, join(from, name), join(to, name));
    else linkPackage(root, mirror, join(from, name), join(to, name));
  }
}

function linkPackage(root: string, mirror: string, from: string, to: string): void {
  const target = copyOf(root, mirror, from);
  if (target === null) return;
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(target, to, 'junction');
}

/** Where a link to `path` should lead; null for a broken link, and for a package of the workspace that is not copied. */
function copyOf(root: string, mirror: string, path: string): string | null {
  if (!existsSync(path)) return null;
  const real = realpathSync(path);
  const inside = relative(root, real).split(sep);
  if (inside[0] === '..' || inside.includes('node_modules')) return real;
  const copy = join(mirror, ...inside);
  return existsSync(copy) ? copy : null;
}
