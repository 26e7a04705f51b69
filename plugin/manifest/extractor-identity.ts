/** What decides the evidence that an extractor gives, besides the bytes of the sources. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { digestOf, sha256 } from '../core/digest';
import { CODE_ROOT, codeFiles, digestOfFiles } from './engine';
import { installedTools } from './tool-packages';

const requireFrom = createRequire(__filename);

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

/**
 * Identity of an extractor: the modules it can load, its metadata, its grammars, the versions of its tools, optional
 * ones as they are installed in the workspace. `directory` is set for an extractor of the workspace, whose code is there.
 */
export function extractorIdentity(
  metadata: Declaration,
  workspaceRoot: string,
  directory: string = join(CODE_ROOT, 'executors', 'extract', metadata.name),
): ExtractorIdentity {
  const shared = sharedFiles(join(CODE_ROOT, 'executors', 'extract'));
  const own = existsSync(directory) ? codeFiles(directory) : [];
  const optionalTools = metadata.optionalTools ?? [];
  const names = [...metadata.tools, ...optionalTools.map((tool) => tool.package)].sort();
  const listed = Object.fromEntries(names.map((tool) => [tool, '']));
  const tools = installedTools({ tools: listed, optionalTools }, workspaceRoot);
  const grammars = Object.keys(tools).flatMap(wasmDigests);
  return { digest: digestOf({ code: digestOfFiles([...shared, ...own]), metadata, tools, grammars }), tools };
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
function wasmDigests(tool: string): readonly string[] {
  const directory = packageDirectory(tool);
  if (directory === undefined) return [];
  return readdirSync(directory)
    .filter((file) => file.endsWith('.wasm'))
    .sort()
    .map((file) => `${tool}/${file} ${sha256(readFileSync(join(directory, file)))}`);
}

const packageDirectory = (tool: string): string | undefined =>
  (requireFrom.resolve.paths(tool) ?? []).map((d) => join(d, tool)).find((d) => existsSync(join(d, 'package.json')));
