/** What decides the evidence that an extractor gives, besides the bytes of the sources. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { digestOf, sha256 } from '../core/digest';
import { CODE_ROOT, codeFiles, digestOfFiles, packageVersion } from './engine';

const requireFrom = createRequire(__filename);

export interface ExtractorIdentity {
  readonly digest: string;
  /** Package to version, `absent` for one that is not installed. */
  readonly tools: Readonly<Record<string, string>>;
}

/**
 * Identity of the extractor `name`: the modules it can load, its metadata, its grammars, the versions of its tools.
 * `metadata` is the declaration itself; `directory` is set for an extractor of the workspace, whose code is there.
 */
export function extractorIdentity(
  name: string,
  toolNames: readonly string[],
  metadata: unknown,
  directory: string = join(CODE_ROOT, 'executors', 'extract', name),
): ExtractorIdentity {
  const all = join(CODE_ROOT, 'executors', 'extract');
  const shared = codeFiles(all).filter((file) => !isExtractor(join(all, relative(all, file).split(sep)[0] ?? '')));
  const own = existsSync(directory) ? codeFiles(directory) : [];
  const tools = Object.fromEntries([...toolNames].sort().map((tool) => [tool, packageVersion(tool)]));
  const grammars = Object.keys(tools).flatMap(wasmDigests);
  return { digest: digestOf({ code: digestOfFiles([...shared, ...own]), metadata, tools, grammars }), tools };
}

/** Whether a folder holds an extractor; the other folders are what extractors share. */
const isExtractor = (directory: string): boolean =>
  ['extractor.ts', 'extractor.js'].some((file) => existsSync(join(directory, file)));

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
