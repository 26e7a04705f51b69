/**
 * Concrete syntax: what extraction costs beside the parser alone.
 *
 *   node scripts/bench-extract/tree-sitter.mjs <directory with sources>
 *
 * The floor decodes each file, parses it and walks all nodes with the library's own cursor into columns of integers:
 * type, parent, start and end.
 */
import { compare, extraction, load, sources } from './measure.mjs';

const LANGUAGES = ['python', 'typescript', 'tsx', 'javascript'];
const { loadGrammar } = load('./executors/extract/syntax-tree/grammar.js');
const parsers = new Map();
for (const language of LANGUAGES) parsers.set(language, (await loadGrammar(language)).parser);
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function floor(files) {
  let nodes = 0;
  for (const { language, bytes } of files) {
    const tree = parsers.get(language).parse(decoder.decode(bytes));
    const cursor = tree.walk();
    const [type, parent, start, end] = [[], [], [], []];
    const above = [-1];
    for (let open = true; open; ) {
      const node = type.length;
      type.push(cursor.nodeTypeId);
      parent.push(above.at(-1));
      start.push(cursor.startIndex);
      end.push(cursor.endIndex);
      if (cursor.gotoFirstChild()) {
        above.push(node);
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        above.pop();
        if (above.length === 0 || !cursor.gotoParent()) {
          open = false;
          break;
        }
      }
    }
    for (const column of [type, parent, start, end]) Int32Array.from(column);
    nodes += type.length;
    cursor.delete();
    tree.delete();
  }
  return nodes;
}

const files = sources(['py', 'ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs']);
await compare(files, floor, {
  'tree-sitter': await extraction('./executors/extract/tree-sitter/extractor.js', LANGUAGES),
  'tree-sitter-nodes': await extraction('./executors/extract/tree-sitter-nodes/extractor.js', LANGUAGES),
});
