/** The packages that extractors use: where they are and which versions they have. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { packageVersion } from './engine';

/** In place of a version. */
export const ABSENT = 'absent';

interface OptionalPackage {
  readonly package: string;
  readonly dependencies: readonly string[];
}

interface Tools {
  readonly tools: Readonly<Record<string, string>>;
  readonly optionalTools: readonly OptionalPackage[];
  /** Of an extractor of the workspace, relative to its root. */
  readonly module?: string | undefined;
}

/**
 * Versions of the tools that `extractor` lists, as they are installed now where its code would find them; `absent` for
 * one that is not.
 */
export function installedTools({ tools, optionalTools, module }: Tools, workspaceRoot: string): Record<string, string> {
  const optional = new Map(optionalTools.map((tool) => [tool.package, tool]));
  const from = module === undefined ? undefined : join(workspaceRoot, module);
  return Object.fromEntries(
    Object.keys(tools).map((name) => {
      const tool = optional.get(name);
      return [name, tool === undefined ? packageVersion(name, from) : optionalVersion(tool, workspaceRoot)];
    }),
  );
}

/** `0.4.0`, with what it brings along as `0.4.0 with typescript 5.9.3`, or `absent`. */
export function optionalVersion({ package: name, dependencies }: OptionalPackage, workspaceRoot: string): string {
  const directory = optionalPackageDirectory(name, workspaceRoot);
  if (directory === undefined) return ABSENT;
  const others = dependencies.map((d) => `${d} ${versionIn(directoryFrom(directory, d))}`);
  return [versionIn(directory), ...(others.length === 0 ? [] : [`with ${others.join(', ')}`])].join(' ');
}

/**
 * Absolute, real path of a package that is installed in the workspace or beside cpg; undefined for one that is not.
 * Nothing else counts, a program on PATH least of all: what a lock file does not pin differs from machine to machine.
 */
export const optionalPackageDirectory = (name: string, workspaceRoot: string): string | undefined =>
  directoryFrom(workspaceRoot, name) ?? directoryFrom(__dirname, name);

/** The package as a module in `directory` would find it. */
function directoryFrom(directory: string, name: string): string | undefined {
  const folders = createRequire(join(directory, 'package.json')).resolve.paths(name) ?? [];
  const manifest = folders.map((folder) => join(folder, name, 'package.json')).find((file) => existsSync(file));
  return manifest === undefined ? undefined : dirname(realpathSync(manifest));
}

function versionIn(directory: string | undefined): string {
  if (directory === undefined) return ABSENT;
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string };
  return version;
}
