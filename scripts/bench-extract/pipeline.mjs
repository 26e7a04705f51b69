/**
 * From files to Parquet: what a second worker gives, and how fast rows are loaded and written.
 *
 *   node scripts/bench-extract/pipeline.mjs <directory with sources> [extractor]
 *
 * Wall time of extraction with one worker thread and with two, parsers started: of use on an idle machine only. Then CPU
 * time of loading the rows into the engine and of writing each dataset, with its digests, as builds do.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetsOf, load, sources } from './measure.mjs';

const [directory, extractor = 'tree-sitter-nodes'] = process.argv.slice(2);
const { default: runtime } = load(`./executors/extract/${extractor}/extractor.js`);
const { extractFiles } = load('./executors/extract/extract-files.js');
const { createWorkerPool } = load('./executors/runtime/worker-pool.js');
const { createTables } = load('./executors/runtime/load-batch.js');
const { createEngine } = load('./executors/runtime/engine.js');
const { readParquetContent } = load('./executors/runtime/column-digests.js');
const { storageLayout } = load('./plugin/policy/storage-layout.js');
const { contentHash } = load('./executors/extract/content-hash.js');

const datasets = datasetsOf(runtime);
const hashOf = await contentHash();
const files = sources(['py', 'ts', 'tsx', 'js']).map(({ path, bytes }) => ({ path, hash: hashOf(bytes) }));
const request = { extractor, datasets, workspaceRoot: directory, files };

const walls = [];
const batches = [];
for (const threads of [1, 2]) {
  const pool = createWorkerPool({ threads });
  const run = async (onBatch) => extractFiles({ ...request, pool, onBatch });
  await run(async () => {});
  const started = process.hrtime.bigint();
  await run(async (dataset, batch) => void (threads === 2 && batches.push([dataset, batch])));
  walls.push(Number(process.hrtime.bigint() - started) / 1e9);
  await pool.close();
}
console.log(
  `${files.length} files: ${walls.map((s) => s.toFixed(2)).join(' s with one worker, ')} s with two, ${(walls[0] / walls[1]).toFixed(2)}x`,
);

const temporary = mkdtempSync(join(tmpdir(), 'cpg-bench-extract-'));
const engine = await createEngine({ temporary, macros: [] });
const connection = await engine.connect();
const seconds = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};
let rows = 0;
const loading = process.cpuUsage();
const loadBatch = await createTables(connection, datasets);
await connection.run('BEGIN');
for (const [dataset, batch] of batches) {
  await loadBatch(dataset, batch);
  rows += batch.numRows;
}
await connection.run('COMMIT');
const loaded = seconds(loading);
const { compression, compressionLevel, rowGroupSize } = storageLayout();
const writing = process.cpuUsage();
for (const [dataset, columns] of Object.entries(datasets)) {
  const file = join(temporary, `${dataset}.parquet`);
  await connection.run(
    `COPY (FROM "${dataset}") TO '${file}' (FORMAT parquet, COMPRESSION ${compression}, COMPRESSION_LEVEL ${compressionLevel}, ROW_GROUP_SIZE ${rowGroupSize})`,
  );
  await readParquetContent(file, 'engine', Object.fromEntries(columns.map(({ name, type }) => [name, type])));
}
const written = seconds(writing);
const speed = (s) => `${(rows / s / 1e6).toFixed(2)} M rows/s`;
console.log(`${rows} rows: loaded at ${speed(loaded)}, written and digested at ${speed(written)} (CPU)`);
connection.closeSync();
engine.close();
rmSync(temporary, { recursive: true });
