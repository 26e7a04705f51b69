/** What the benchmarks of extraction share: the sources they read, the code they run, and CPU time compared fairly. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const dist = join(root, 'dist');

/** Loads modules of the package as it is shipped, and its dependencies. */
export const load = createRequire(join(dist, 'main.js'));
if (newest(dist) < Math.max(newest(join(root, 'plugin')), newest(join(root, 'executors')))) {
  throw new Error('dist is not what the sources say: run npm run compile');
}

/** When a file below `directory` was last written; 0 when there is none. */
function newest(directory) {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...entries.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

/** The files below the directory named on the command line that end in one of `extensions`, read. */
export function sources(extensions) {
  const [directory] = process.argv.slice(2);
  if (directory === undefined) throw new Error('usage: node <benchmark> <directory with sources>');
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extensions.includes(extname(entry.name).slice(1)))
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  const { languageOf } = load('./plugin/schema/language.js');
  const { suffixOf } = load('./executors/extract/read-source.js');
  return paths
    .filter((path) => statSync(join(directory, path)).size <= 4 * 1024 * 1024)
    .map((path) => ({
      path,
      suffix: suffixOf(path),
      language: languageOf(path),
      bytes: readFileSync(join(directory, path)),
      linkTarget: null,
    }));
}

/** Datasets of an extractor as jobs name them. */
export function datasetsOf({ declaration }) {
  const { columnList } = load('./plugin/schema/column.js');
  return Object.fromEntries(
    Object.entries(declaration.datasets).map(([name, { columns }]) => [name, columnList(columns)]),
  );
}

/** Runs an extractor as a worker does: files in, packed rows out. Returns the bytes of them. */
export async function extraction(module, languages) {
  const { default: runtime } = load(module);
  const { RowsBuilder } = load('./executors/extract/evidence/rows-builder.js');
  const { emitInto } = load('./executors/extract/emit-into.js');
  const readers = new Map();
  for (const language of languages) readers.set(language, await runtime.open(language));
  const builder = new RowsBuilder(datasetsOf(runtime));
  const emit = emitInto(builder);
  return (files) => {
    let bytes = 0;
    for (const file of files) {
      readers.get(file.language)(file, emit);
      bytes += builder.finish().length;
    }
    return bytes;
  };
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/**
 * CPU seconds of `floor` and of each of `contenders`, taken in turn `rounds` times after one round to warm up: medians of
 * each, and of the ratio within a round, which other load on the machine changes least.
 */
export async function compare(files, floor, contenders, rounds = Number(process.env.ROUNDS ?? 7)) {
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
  const all = [['floor', floor], ...Object.entries(contenders)];
  const seconds = new Map(all.map(([name]) => [name, []]));
  const results = new Map();
  for (let round = -1; round < rounds; round++) {
    for (const [name, run] of all) {
      globalThis.gc?.();
      const before = process.cpuUsage();
      results.set(name, await run(files));
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) seconds.get(name).push((user + system) / 1e6);
    }
  }
  console.log(
    `${files.length} files, ${megabytes.toFixed(2)} MB, medians of ${rounds} rounds, CPU time of the process`,
  );
  for (const [name] of all) {
    const own = seconds.get(name);
    const ratio = median(own.map((s, i) => seconds.get('floor')[i] / s));
    const speed = `${(megabytes / median(own)).toFixed(2)} MB/s`.padStart(12);
    const note =
      name === 'floor'
        ? 'parse and walk'
        : `${(results.get(name) / 1e6).toFixed(1)} MB of rows, ${(100 * ratio).toFixed(0)} % of the floor`;
    console.log(`${name.padEnd(10)}${speed}  ${note}`);
  }
  console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
}
