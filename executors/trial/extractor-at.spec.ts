import { expect, test } from 'vitest';
import { temporaryWorkspace } from '../../plugin/manifest/testing/temporary-workspace';
import { extractorAt } from './extractor-at';

/** What the extractor whose code does `body` with each file says of `content`. */
async function extract(body: string, content = 'one', path = 'a.py') {
  using workspace = temporaryWorkspace({
    'declaration.ts': `import { defineExtractor, fileId, path, spanEnd, spanStart, text } from 'cpg/declare';
export default defineExtractor({
  name: 'mark', description: 'Marks.', languages: ['python'], evidenceRank: 9, parser: null, tools: [],
  datasets: { marks: { description: 'Marks.', columns: { file_id: fileId(), path: path(), bstart: spanStart(), bend: spanEnd(), mark: text() } } },
});`,
    'extractor.ts': `import { defineRuntime } from 'cpg/extract';
import declaration from './declaration';
let calls = 0;
export default defineRuntime({ declaration, async open() { return (file, emit) => { calls++; ${body} }; } });`,
  });
  return (await extractorAt(workspace.root))(path, content);
}

const emit = (row: string): string => `emit('marks', ${row} as never);`;

test('rows come by dataset, without the columns that all rows of a file share', async () => {
  const rows = await extract(emit("{ bstart: 0, bend: file.bytes.length, mark: 'é' }"), 'é');
  expect(rows).toEqual({ marks: [{ bstart: 0, bend: 2, mark: 'é' }] });
});

test('files in other languages are not looked at', async () => {
  expect(await extract("throw new Error('looked at');", 'x', 'a.ts')).toEqual({ marks: [] });
});

test.each([
  ['a value of another type', emit('{ bstart: 0, bend: 1, mark: 1 }'), "column 'mark' (VARCHAR) was given 1"],
  ['a row without a column', emit('{ bstart: 0, bend: 1 }'), "a row of 'marks' lacks 'mark'"],
  ['a row of another dataset', "emit('other' as never, {} as never);", "'other' is no dataset of the extractor"],
  ['a span beyond the file', emit("{ bstart: 0, bend: 4, mark: '' }"), 'has the span 0 to 4 in a file of 3 bytes'],
  ['a span that ends before it starts', emit("{ bstart: 2, bend: 1, mark: '' }"), 'has the span 2 to 1'],
  ['rows that differ from call to call', emit('{ bstart: 0, bend: 1, mark: String(calls) }'), 'gave other rows'],
])('%s is an error', async (_what, body, message) => {
  await expect(extract(body)).rejects.toThrow(message);
});

test('a folder without code is named', async () => {
  using workspace = temporaryWorkspace({});
  await expect(extractorAt(workspace.root)).rejects.toThrow('has no extractor.ts');
});
