import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { nodeProblems } from '../testing/check-nodes';
import { type ExtractText, extractorForTests, type TestRow } from '../testing/extract-text';
import { HOSTILE_FILES } from '../testing/hostile-files';
import treeSitter from '../tree-sitter/extractor';
import treeSitterNodes from './extractor';

/** Files of other extractors as well: whatever they are about, they are source. */
const FOLDERS = ['tree-sitter-nodes', 'tree-sitter', 'cpython', 'oxc'].map((name) => join(__dirname, '..', name));
const SOURCES = FOLDERS.flatMap((folder) =>
  readdirSync(join(folder, 'fixtures')).map((name) => [name, readFileSync(join(folder, 'fixtures', name))] as const),
);

let extract: ExtractText;
let facts: ExtractText;
beforeAll(async () => {
  extract = await extractorForTests(treeSitterNodes);
  facts = await extractorForTests(treeSitter);
});

const nodesOf = (path: string, content: string | Uint8Array): readonly TestRow[] =>
  extract(path, content).cst_nodes ?? [];
const problemsOf = (path: string, content: string | Uint8Array) =>
  nodeProblems(Buffer.from(content), nodesOf(path, content)).slice(0, 5);

describe('goldens: the tree of a file', () => {
  test.each(readdirSync(join(__dirname, 'fixtures')))('%s', async (name) => {
    const rows = extract(name, readFileSync(join(__dirname, 'fixtures', name)));
    await expect(drawTree(rows)).toMatchFileSnapshot(`goldens/${name}.txt`);
  });
});

/** Nodes below each other with what is captured of them; gaps are in angle brackets. */
function drawTree(rows: Readonly<Record<string, readonly TestRow[]>>): string {
  const depth: number[] = [];
  const lines = (rows.cst_nodes ?? []).map((row, id) => {
    depth[id] = row.parent_cst_id === null ? 0 : (depth[Number(row.parent_cst_id)] ?? 0) + 1;
    const kind = row.idx === null ? `<${row.kind}>` : row.is_named === true ? row.kind : JSON.stringify(row.kind);
    const marks = ['is_error', 'is_missing', 'is_extra'].filter((mark) => row[mark] === true);
    const captures = (rows.ts_captures ?? [])
      .filter(({ cst_id }) => cst_id === id)
      .map((c) => `@${c.capture_name} ${c.query_name} ${c.pattern_index}.${c.match_index}`);
    const text = row.leaf_text === null ? [] : [JSON.stringify(row.leaf_text)];
    const field = row.field === null ? '' : `${row.field}: `;
    return `${'  '.repeat(depth[id] ?? 0)}${[`${field}${kind}`, ...text, ...marks, ...captures].join(' ')}`;
  });
  return `${[...lines, ...(rows.ts_stats ?? []).map((row) => JSON.stringify(row))].join('\n')}\n`;
}

describe('leaves and gaps, in their order, are the file', () => {
  test.each(SOURCES.filter(([name]) => name !== 'latin.py'))('%s', (path, content) => {
    expect(nodesOf(path, content).length).toBeGreaterThan(0);
    expect(problemsOf(path, content)).toEqual([]);
  });

  for (const [path, files] of Object.entries(HOSTILE_FILES).filter(([path]) => path !== 'a.md')) {
    // The one file with hundreds of thousands of nodes takes longer to look at than all others together.
    test.each(files.filter(([, content]) => content.length < 200_000))(`${path} with %s`, (_what, content) => {
      const unreadable = facts(path, content).cst_parse_errors?.filter(({ bstart }) => bstart === null) ?? [];
      expect(nodesOf(path, content).length > 0).toBe(unreadable.length === 0);
      expect(problemsOf(path, content)).toEqual([]);
    });
  }

  test.each(SOURCES.filter(([name]) => name !== 'latin.py'))('%s, damaged', (path, content) => {
    const text = content.toString();
    const cut = fc.record({
      from: fc.nat(text.length),
      length: fc.nat(40),
      insert: fc.constantFrom('', '(', '}', '"', '\r', '😀', '\0', '\\\n', '\u200b', '`', '@', '{{', '\f'),
    });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
        const damaged = cuts.reduce((all, c) => all.slice(0, c.from) + c.insert + all.slice(c.from + c.length), text);
        // A cut may leave half of a surrogate pair, which no file holds.
        expect(problemsOf(path, Buffer.from(damaged))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

/** Where the rules read other trees than the grammar's, and so find other calls. */
const REPAIRED = /^operators/;

test.each(SOURCES.filter(([name]) => !REPAIRED.test(name)))('queries and rules agree on %s', (path, content) => {
  const captured = (capture: string): readonly string[] =>
    (extract(path, content).ts_captures ?? [])
      .filter(({ capture_name }) => capture_name === capture)
      .map(({ bstart, bend }) => `${bstart}-${bend}`);
  const { cst_defs = [], cst_callsites = [] } = facts(path, content);
  const calls = cst_callsites.map(({ call_bstart, call_bend }) => `${call_bstart}-${call_bend}`);
  expect(captured('call.node').filter((span) => !calls.includes(span))).toEqual([]);
  if (!path.endsWith('.py')) return;
  // In the other languages a function may have a name and be bound to another; type aliases of Python are a rule's.
  const names = cst_defs.filter(({ kind }) => kind !== 'type_alias');
  expect(captured('def.name')).toEqual(names.map(({ name_bstart, name_bend }) => `${name_bstart}-${name_bend}`));
});
