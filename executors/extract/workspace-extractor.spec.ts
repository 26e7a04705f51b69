import { join } from 'node:path';
import { type RecordBatch, Table } from 'apache-arrow';
import { hashFile } from 'nx/src/native';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../plugin/core/digest';
import { temporaryWorkspace } from '../../plugin/manifest/testing/temporary-workspace';
import { columnList } from '../../plugin/schema/column';
import { fileId, path, spanStart, text } from '../../plugin/schema/columns';
import { createWorkerPool, type WorkerPool } from '../runtime/worker-pool';
import { extractFiles } from './extract-files';
import { loadRuntime } from './load-runtime';

const FOLDER = 'cpg/extractors/mark';
const MODULE = `${FOLDER}/extractor.ts`;

const DECLARATION = `import { defineExtractor, fileId, int, path, spanStart, text } from 'cpg/declare';
export default defineExtractor({
  name: 'mark', description: 'Marks.', languages: ['python'], evidenceRank: 9, parser: null, tools: [],
  datasets: { marks: { description: 'Marks.', columns: { file_id: fileId(), path: path(), bstart: spanStart(), mark: text() } } },
});
`;

/** An extractor whose code does `body` with each file. */
const extractor = (body: string, imports = ''): Readonly<Record<string, string>> => ({
  [`${FOLDER}/declaration.ts`]: DECLARATION,
  [MODULE]: `import { byteMap, decodeUtf8, defineRuntime, type FileContent } from 'cpg/extract';
import declaration from './declaration';
${imports}
export default defineRuntime({ declaration, async open() { return (file: FileContent, emit) => { ${body} }; } });
`,
});

const MARKS = `
  const text = decodeUtf8(file.bytes);
  if (text === null) return;
  const toByte = byteMap(text, file.bytes.length);
  for (const found of text.matchAll(/@\\w+/g)) emit('marks', { bstart: toByte(found.index), mark: found[0] as string });
`;

let pool: WorkerPool;
beforeAll(() => {
  pool = createWorkerPool({ threads: 1 });
});
afterAll(() => pool.close());

const digests = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, sha256(text)]));

/** Rows of the extractor made of `code` over `sources`; a module is loaded once per thread, so each test has its own. */
async function extract(code: Readonly<Record<string, string>>, sources: Readonly<Record<string, string>>) {
  using workspace = temporaryWorkspace({ ...code, ...sources });
  const batches: RecordBatch[] = [];
  await extractFiles({
    extractor: 'mark',
    owner: { name: 'p', root: '' },
    module: join(workspace.root, MODULE),
    sources: digests(code),
    datasets: { marks: columnList({ file_id: fileId(), path: path(), bstart: spanStart(), mark: text() }) },
    workspaceRoot: workspace.root,
    files: Object.keys(sources).map((path) => ({ path, hash: hashFile(join(workspace.root, path)) ?? '' })),
    pool,
    async onBatch(_dataset, batch) {
      batches.push(batch);
    },
  });
  return batches.length === 0 ? [] : new Table(batches).toArray().map((row) => ({ ...row.toJSON() }));
}

test('TypeScript of the workspace runs in a worker thread, and sees files in its languages only', async () => {
  const rows = await extract(extractor(MARKS), { 'a.py': 'é @one\n@two\n', 'b.ts': '@three' });
  expect(rows).toMatchObject([
    { path: 'a.py', bstart: 3n, mark: '@one' },
    { path: 'a.py', bstart: 8n, mark: '@two' },
  ]);
});

test.each([
  ['throws', "throw new Error('as asked');", 'as asked'],
  [
    'emits a value of another type',
    "emit('marks', { bstart: 1, mark: 7 } as never);",
    "column 'mark' (VARCHAR) of 'marks' was given 7",
  ],
  [
    'leaves a column out',
    "emit('marks', { bstart: 1 } as never);",
    "column 'mark' (VARCHAR) of 'marks' was given nothing",
  ],
  ['emits a row of no dataset of its own', "emit('mark' as never, {} as never);", "'mark' is no dataset"],
])('an extractor that %s fails, with file and cause', async (_what, body, cause) => {
  const failure = await extract(extractor(body), { 'bad.py': '' }).catch((error: unknown) => String(error));
  expect(failure).toContain("CPG_EXTRACTION_FAILED bad.py: extractor 'mark' failed twice on bad.py");
  expect(failure).toContain(cause);
});

const load = async (files: Readonly<Record<string, string>>, sources = digests(files)) => {
  using workspace = temporaryWorkspace(files);
  const loading = loadRuntime({ module: join(workspace.root, MODULE), root: workspace.root, sources });
  return await loading.then(
    ({ declaration }) => declaration.name,
    (error: unknown) => String(error),
  );
};

test('its code may load what is part of its identity', async () => {
  const files = {
    ...extractor(MARKS, "import '../../../lib/shared';"),
    'lib/shared.ts': 'export const shared: number = 1;',
  };
  expect(await load(files)).toBe('mark');
});

test('its code may load nothing else of the workspace, and nothing that changed', async () => {
  const files = {
    ...extractor(MARKS, "import '../../../lib/shared';"),
    'lib/shared.ts': 'export const shared: number = 1;',
  };
  const { 'lib/shared.ts': _, ...known } = digests(files);
  expect(await load(files, known)).toContain('it loads lib/shared.ts, which nx sync did not find');
  expect(await load(files, { ...known, 'lib/shared.ts': sha256('') })).toContain('lib/shared.ts changed while');
});

test.each([
  ['has no default export', 'export const open = 1;', 'has no default export made with defineRuntime'],
  ['is no module', 'export default {', 'cannot be loaded: '],
  ['throws', "throw new Error('too early');", 'cannot be loaded: too early'],
])('a module that %s is named', async (_what, text, message) => {
  const failure = await load({ ...extractor(MARKS), [MODULE]: text });
  expect(failure).toContain(`${MODULE} ${message}`);
});
