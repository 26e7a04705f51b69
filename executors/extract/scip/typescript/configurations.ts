/** Which compiler options each file is read with, by the rules that editors follow. */
import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** Files that are read with the same options. */
export interface FileGroup {
  /** Absolute path of the tsconfig.json whose options they have; null for none. */
  readonly configuration: string | null;
  /** Relative to the root, sorted. */
  readonly files: readonly string[];
}

export interface Grouping {
  readonly groups: readonly FileGroup[];
  /** Configurations that cannot be used, relative to the root, with what the compiler says about them. */
  readonly invalid: readonly { readonly path: string; readonly message: string }[];
}

const NAMES = ['tsconfig.json', 'jsconfig.json'];

/** A configuration without files of its own is no mistake: others refer to it, or it refers to others. */
const NO_FILES: ReadonlySet<number> = new Set([18002, 18003]);

interface Configuration {
  /** Absolute. */
  readonly file: string;
  readonly valid: boolean;
  /** Absolute paths of its files. */
  readonly files: ReadonlySet<string>;
  /** Itself last: what it refers to says more about its files. */
  readonly candidates: readonly Configuration[];
}

/**
 * Groups `files` (relative to `root`) by configuration. The nearest tsconfig.json or jsconfig.json above a file decides,
 * or the first of those it refers to, in its folder or below, that includes the file.
 */
export function groupByConfiguration(root: string, files: readonly string[]): Grouping {
  const invalid = new Map<string, string>();
  const read = new Map<string, Configuration>();
  const configuration = (file: string): Configuration => {
    const known = read.get(file);
    if (known !== undefined) return known;
    // Against configurations that refer to each other.
    read.set(file, { file, valid: false, files: new Set(), candidates: [] });
    const { parsed, problems } = parse(file);
    if (problems.length > 0) invalid.set(posix.relative(posixPath(root), posixPath(file)), problems.join(' '));
    const below = (parsed?.projectReferences ?? [])
      .map((reference) => ts.resolveProjectReferencePath(reference))
      .filter((path) => existsSync(path) && posixPath(path).startsWith(`${posixPath(dirname(file))}/`));
    const valid = problems.length === 0;
    const own = { file, valid, files: new Set(parsed?.fileNames ?? []), candidates: [] };
    const candidates = [...below.flatMap((path) => configuration(path).candidates), own];
    const found = { ...own, candidates };
    read.set(file, found);
    return found;
  };
  const groups = new Map<string | null, string[]>();
  for (const file of files) {
    const nearest = nearestConfiguration(root, file);
    const found = nearest === null ? null : optionsFor(posixPath(join(root, file)), configuration(nearest));
    groups.set(found, [...(groups.get(found) ?? []), file]);
  }
  return {
    groups: [...groups].map(([file, members]) => ({ configuration: file, files: members.sort() })),
    invalid: [...invalid].map(([path, message]) => ({ path, message })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function nearestConfiguration(root: string, file: string): string | null {
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    const found = NAMES.map((name) => join(root, folder, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
    if (folder === '.') return null;
  }
}

/** The configuration that includes the file, or else the nearest one; null when that cannot be used. */
function optionsFor(file: string, nearest: Configuration): string | null {
  const chosen = nearest.candidates.find((c) => c.valid && c.files.has(file)) ?? nearest;
  return chosen.valid ? chosen.file : null;
}

function parse(file: string): { readonly parsed: ts.ParsedCommandLine | undefined; readonly problems: string[] } {
  const problems: string[] = [];
  const report = (diagnostic: ts.Diagnostic) => {
    if (!NO_FILES.has(diagnostic.code)) problems.push(ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
  };
  const host: ts.ParseConfigFileHost = {
    useCaseSensitiveFileNames: ts.sys.useCaseSensitiveFileNames,
    readDirectory: ts.sys.readDirectory,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    getCurrentDirectory: () => dirname(file),
    onUnRecoverableConfigFileDiagnostic: report,
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(file, {}, host);
  parsed?.errors.forEach(report);
  return { parsed, problems };
}

const posixPath = (path: string): string => path.replaceAll('\\', '/');
