/** A suite on disk: folders with sources and `callgraph.json`, or with `edges.txt` for edges between positions. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Language, languageOf } from '../../plugin/schema/language';

export type SuiteLanguage = 'python' | 'javascript';

/** Edges are texts, `caller -> callee`; of names, or of `file:line:column` positions, both from 1. */
export interface Case {
  /** Folder relative to the suite, with `/`. */
  readonly name: string;
  readonly category: string;
  /** Paths relative to the suite, with `/`. */
  readonly files: readonly string[];
  readonly by: 'name' | 'position';
  readonly expected: ReadonlySet<string>;
  /** What the case defines; edges to these are in scope. Null when all are. */
  readonly defined: ReadonlySet<string> | null;
}

const LANGUAGES: Readonly<Record<SuiteLanguage, readonly Language[]>> = {
  python: ['python'],
  javascript: ['javascript', 'typescript', 'tsx'],
};

/** Files that say where modules are. */
export const CONFIGURATION = /(?:^|\/)(?:[jt]sconfig[^/]*|package)\.json$/;

/** Cases in the order of their names. */
export function readSuite(directory: string, language: SuiteLanguage | undefined): readonly Case[] {
  const wanted = language === undefined ? Object.values(LANGUAGES).flat() : LANGUAGES[language];
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
  const paths = entries.map((e) => relative(directory, join(e.parentPath, e.name)).split(sep).join('/')).sort();
  const folders = paths.flatMap((path) => /^(?:(.*)\/)?(?:callgraph\.json|edges\.txt)$/.exec(path)?.[1] ?? []);
  return [...new Set(folders)].flatMap((name): Case[] => {
    const own = paths.filter((path) => path.startsWith(`${name}/`));
    const sources = own.filter((path) => wanted.some((l) => languageOf(path) === l));
    if (sources.length === 0) return [];
    const files = own.filter((path) => sources.includes(path) || CONFIGURATION.test(path));
    const category = name.split('/')[0] ?? name;
    const graph = join(directory, name, 'callgraph.json');
    if (!existsSync(graph)) {
      const expected = positionEdges(readFileSync(join(directory, name, 'edges.txt'), 'utf8'), sources, name);
      return [{ name, category, files, by: 'position', expected, defined: null }];
    }
    const callees: Record<string, readonly string[]> = JSON.parse(readFileSync(graph, 'utf8'));
    const expected = Object.entries(callees).flatMap(([caller, list]) =>
      list.map((callee) => `${caller} -> ${callee}`),
    );
    const defined = new Set(Object.keys(callees));
    return [{ name, category, files, by: 'name', expected: new Set(expected), defined }];
  });
}

/** `[file:]line:column -> [file:]line:column` a line; the file may be left out when there is one. Text from # on is none. */
function positionEdges(text: string, files: readonly string[], name: string): ReadonlySet<string> {
  const only = files.length === 1 ? files[0]?.slice(name.length + 1) : undefined;
  const end = (position: string) =>
    /^\d+:\d+$/.test(position) && only !== undefined ? `${only}:${position}` : position;
  return new Set(
    text
      .split(/\r?\n/)
      .map((line) => line.replace(/#.*$/, '').trim())
      .filter((line) => line !== '')
      .map((line) =>
        line
          .split('->')
          .map((part) => end(part.trim()))
          .join(' -> '),
      ),
  );
}
