/** How a file is written and what parsed it. */
import { packageVersion } from '../../../plugin/manifest/engine';
import type { Grammar } from '../syntax-tree/grammar';
import type { ParsedFile } from '../syntax-tree/parse-file';
import type { ParseTree } from '../syntax-tree/parse-tree';
import type { Facts, Row } from './facts';

export type ParserVersions = Pick<
  Row<'cst_parse_manifest'>,
  'parser' | 'parser_version' | 'grammar' | 'grammar_version'
>;

/** `grammar` is the npm package of the grammar. */
export const parserVersions = (grammar: string): ParserVersions => ({
  parser: 'web-tree-sitter',
  parser_version: packageVersion('web-tree-sitter'),
  grammar,
  grammar_version: packageVersion(grammar),
});

const LINE_END = /\r\n|\n|\r/;
const NEWLINE_KINDS: Readonly<Record<string, string>> = { '\n': 'lf', '\r\n': 'crlf', '\r': 'cr' };

/** The row of a file. */
export function parseManifest(
  { source, tree }: Pick<ParsedFile, 'source' | 'tree'>,
  grammar: Pick<Grammar, 'content'>,
  imports: Facts['cst_imports'],
  versions: ParserVersions,
): Row<'cst_parse_manifest'> {
  return {
    encoding: source.startsWith('\ufeff') ? 'utf-8-sig' : 'utf-8',
    default_newline: NEWLINE_KINDS[LINE_END.exec(source)?.[0] ?? ''] ?? null,
    default_indent: defaultIndent(tree, grammar.content, source),
    has_trailing_newline: /[\r\n]$/.test(source.slice(-1)),
    future_imports: imports.filter((i) => i.module === '__future__').map((i) => i.name ?? ''),
    ...versions,
  };
}

/** The step by which most lines are indented deeper than the line with code before them; the first of equals. */
function defaultIndent(tree: ParseTree, content: Uint8Array, source: string): string | null {
  const steps = new Map<string, number>();
  let covered = 0;
  let before = '';
  for (let node = 0; node < tree.size; node++) {
    if (tree.after[node] !== node + 1) continue;
    const start = tree.start[node] ?? 0;
    const isContent = content[tree.type[tree.parent[node] ?? 0] ?? 0] === 1;
    const line = isContent || start === covered ? -1 : lineStart(source, covered, start);
    covered = tree.end[node] ?? covered;
    if (line < 0) continue;
    const indent = source.slice(line, start);
    if (indent.length > before.length && indent.startsWith(before)) {
      const step = indent.slice(before.length);
      steps.set(step, (steps.get(step) ?? 0) + 1);
    }
    before = indent;
  }
  let best: string | null = null;
  for (const [step, count] of steps) if (best === null || count > (steps.get(best) ?? 0)) best = step;
  return best;
}

/** Where the line of `until` begins, if that is after `from` and nothing but blanks follow; -1 otherwise. */
function lineStart(source: string, from: number, until: number): number {
  for (let at = until - 1; at >= from; at--) {
    const unit = source.charCodeAt(at);
    if (unit === 0x0a || unit === 0x0d) return at + 1;
    if (unit !== 0x20 && unit !== 0x09) return -1;
  }
  return -1;
}
