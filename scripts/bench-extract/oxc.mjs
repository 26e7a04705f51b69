/**
 * TypeScript and JavaScript: what extraction costs beside the parser alone.
 *
 *   node scripts/bench-extract/oxc.mjs <directory with sources>
 *
 * The floor decodes each file, parses it and walks all nodes into columns of integers.
 */
import { compare, extraction, load, sources } from './measure.mjs';

const { parseSync, visitorKeys } = load('oxc-parser');
const keysOf = new Map(Object.entries(visitorKeys));
const kindOf = new Map([...keysOf.keys()].map((kind, number) => [kind, number]));
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function floor(files) {
  let rows = 0;
  for (const { path, bytes } of files) {
    const extension = path.slice(path.lastIndexOf('.') + 1);
    const { program } = parseSync(path, decoder.decode(bytes), {
      ...(extension.includes('js') ? { lang: 'jsx' } : {}),
      astType: 'ts',
      preserveParens: false,
    });
    const kind = [];
    const start = [];
    const end = [];
    const parent = [];
    const todo = [program];
    const above = [-1];
    while (todo.length > 0) {
      const node = todo.pop();
      const id = kind.length;
      kind.push(kindOf.get(node.type));
      start.push(node.start);
      end.push(node.end);
      parent.push(above.pop());
      for (const key of keysOf.get(node.type)) {
        const value = node[key];
        if (Array.isArray(value)) {
          for (let i = value.length - 1; i >= 0; i--) {
            if (value[i] === null) continue;
            todo.push(value[i]);
            above.push(id);
          }
        } else if (value) {
          todo.push(value);
          above.push(id);
        }
      }
    }
    for (const column of [kind, start, end, parent]) Int32Array.from(column);
    rows += kind.length;
  }
  return rows;
}

const LANGUAGES = ['typescript', 'tsx', 'javascript'];
const files = sources(['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs']);
await compare(files, floor, {
  ast: await extraction('./executors/extract/ast/extractor.js', LANGUAGES),
  symtable: await extraction('./executors/extract/symtable/extractor.js', LANGUAGES),
  bytecode: await extraction('./executors/extract/bytecode/extractor.js', LANGUAGES),
});
