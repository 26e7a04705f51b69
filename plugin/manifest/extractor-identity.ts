/** What decides the evidence that an extractor gives, besides the bytes of the sources. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { digestOf, sha256 } from '../core/digest';
import { CODE_ROOT, codeFiles, digestOfFiles } from './engine';
import { installedTools } from './tool-packages';

export interface ExtractorIdentity {
  readonly digest: string;
  /** Package to version, `absent` for one that is not installed. */
  readonly tools: Readonly<Record<string, string>>;
}

/** The part of a declaration that its identity is made of, and everything else in it. */
interface Declaration {
  readonly name: string;
  readonly tools: readonly string[];
  readonly optionalTools?:
    | readonly { readonly package: string; readonly dependencies: readonly string[] }[]
    | undefined;
}

/** The code of an extractor that a workspace brings along. */
export interface WorkspaceCode {
  /** Path of its module relative to the workspace root. */
  readonly module: string;
  /** Digests of all files that it may load, by path relative to the workspace root. */
  readonly files: Readonly<Record<string, string>>;
  /** Installed packages that it imports. */
  readonly packages: readonly string[];
}

/**
 * Identity of an extractor: the modules it can load, its metadata, its grammars, the versions of its tools, optional
 * ones as they are installed in the workspace. `code` is null for an extractor of ours.
 */
export function extractorIdentity(
  metadata: Declaration,
  workspaceRoot: string,
  code: WorkspaceCode | null,
): ExtractorIdentity {
  const shared = sharedFiles(join(CODE_ROOT, 'executors', 'extract'));
  const directory = join(CODE_ROOT, 'executors', 'extract', metadata.name);
  const own = code === null && existsSync(directory) ? codeFiles(directory) : [];
  const optionalTools = metadata.optionalTools ?? [];
  const names = [...metadata.tools, ...optionalTools.map((tool) => tool.package), ...(code?.packages ?? [])].sort();
  const listed = Object.fromEntries(names.map((tool) => [tool, '']));
  const tools = installedTools({ tools: listed, optionalTools, module: code?.module }, workspaceRoot);
  const from = code === null ? __filename : join(workspaceRoot, code.module);
  const grammars = Object.keys(tools).flatMap((tool) => wasmDigests(tool, from));
  const files = digestOfFiles([...shared, ...own]);
  return { digest: digestOf({ code: files, own: code?.files, metadata, tools, grammars }), tools };
}

/** Code that any extractor may use: all of `directory` but the folders of extractors. */
function sharedFiles(directory: string): readonly string[] {
  const extractors = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(directory, entry.name))
    .filter((folder) => ['.ts', '.js'].some((extension) => existsSync(join(folder, `extractor${extension}`))));
  return codeFiles(directory).filter((file) => !extractors.some((folder) => file.startsWith(folder + sep)));
}

/** Digests of the wasm files that a package ships at its top. */
function wasmDigests(tool: string, from: string): readonly string[] {
  const directory = packageDirectory(tool, from);
  if (directory === undefined) return [];
  return readdirSync(directory)
    .filter((file) => file.endsWith('.wasm'))
    .sort()
    .map((file) => `${tool}/${file} ${sha256(readFileSync(join(directory, file)))}`);
}

const packageDirectory = (tool: string, from: string): string | undefined =>
  (createRequire(from).resolve.paths(tool) ?? [])
    .map((d) => join(d, tool))
    .find((d) => existsSync(join(d, 'package.json')));
