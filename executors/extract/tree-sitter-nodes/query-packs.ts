/** The query packs of a language: `queries/<folder>/<pack>.scm`, compiled into one query that runs in one pass. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language as ParserLanguage, Query } from 'web-tree-sitter';
import { InvariantViolation } from '../../../plugin/core/invariant';
import type { Language } from '../../../plugin/schema/language';

export const PACKS = ['defs', 'calls', 'imports', 'docstrings'] as const;
export type Pack = (typeof PACKS)[number];

/** Folders with the packs of a language. */
export const QUERY_FOLDERS: Readonly<Record<Language, readonly string[]>> = {
  python: ['python'],
  typescript: ['ecmascript', 'typescript'],
  tsx: ['ecmascript', 'typescript'],
  javascript: ['ecmascript', 'javascript'],
};

/** A pattern of a query: its pack, and its place in it. */
export interface Pattern {
  readonly pack: Pack;
  readonly index: number;
}

export interface QueryPacks {
  readonly query: Query;
  /** By the number that the query gives to a pattern. */
  readonly patterns: readonly Pattern[];
}

/** The text of a pack: that of each of `folders` that has it. */
export const packSource = (folders: readonly string[], pack: Pack): string =>
  folders
    .map((folder) => join(__dirname, 'queries', folder, `${pack}.scm`))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

/** Compiles the packs in `folders` for `language`. */
export function compilePacks(language: ParserLanguage, folders: readonly string[]): QueryPacks {
  const sources = PACKS.map((pack) => `${packSource(folders, pack)}\n`);
  const query = new Query(language, sources.join(''));
  const ends = sources.map((_, i) => Buffer.byteLength(sources.slice(0, i + 1).join('')));
  const patterns: Pattern[] = [];
  for (let number = 0; number < query.patternCount(); number++) {
    const at = query.startIndexForPattern(number);
    const pack = PACKS[ends.findIndex((end) => at < end)];
    if (pack === undefined) throw new InvariantViolation('a pattern of no query pack');
    patterns.push({ pack, index: patterns.filter((p) => p.pack === pack).length });
  }
  return { query, patterns };
}
