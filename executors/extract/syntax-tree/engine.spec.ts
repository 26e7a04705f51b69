import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TreeCursor } from 'web-tree-sitter';
import { languageOf } from '../../../plugin/schema/language';
import { loadGrammar } from './grammar';
import { FileParser } from './parse-file';
import { EXTRA, MISSING } from './parse-tree';

type Seen = readonly unknown[];

/** Every node below the cursor as the library's own functions tell it. */
function* nodesOf(cursor: TreeCursor): Generator<Seen> {
  const { nodeTypeId, currentFieldId, startIndex, endIndex, currentNode } = cursor;
  yield [nodeTypeId, currentFieldId, startIndex, endIndex, currentNode.isMissing, currentNode.isExtra, currentNode.id];
  if (!cursor.gotoFirstChild()) return;
  do yield* nodesOf(cursor);
  while (cursor.gotoNextSibling());
  cursor.gotoParent();
}

test.each([
  ['tree-sitter', 'greeting.py'],
  ['tree-sitter', 'broken.py'],
  ['tree-sitter', 'service.ts'],
  ['tree-sitter', 'view.tsx'],
  ['tree-sitter', 'legacy.js'],
  ['tree-sitter-nodes', 'broken.js'],
])('the tree of %s/%s is what the public cursor walks over', async (folder, name) => {
  const language = languageOf(name);
  if (language === null) throw new Error(`${name} is in no language`);
  const parser = new FileParser(await loadGrammar(language));
  const walked = parser.parse(readFileSync(join(__dirname, '..', folder, 'fixtures', name)), ({ parsed, tree }) => {
    const own = Array.from({ length: tree.size }, (_, node): Seen => {
      const flags = tree.flags[node] ?? 0;
      const columns = [tree.type, tree.field, tree.start, tree.end].map((column) => column[node]);
      return [...columns, (flags & MISSING) !== 0, (flags & EXTRA) !== 0, tree.id[node]];
    });
    return { own, theirs: [...nodesOf(parsed.walk())] };
  });
  if ('type' in walked) throw new Error(walked.message);
  expect(walked.own.length).toBeGreaterThan(10);
  expect(walked.own).toEqual(walked.theirs);
});
