/**
 * What a build of django costs, by stage: `npm run bench` prints the tables of docs/performance.md, with all evidence and
 * with that of the concrete syntax alone (`--without=<extractors>`, as in cpg.config.ts).
 *
 * Everything is measured in one run on one workspace with the packed tarball: compiling the manifest, a cold build, a
 * build in which nothing changed, a build after an edit of one file, a build restored from Nx's cache, and the cold build
 * and the edit without the cache of evidence. CPU seconds are user + system of all processes; wall time on a shared
 * machine says little. Needs the corpora of `node scripts/corpora.mjs`.
 */
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  BenchWorkspace,
  configuration,
  corpus,
  filesBelow,
  option,
  packedCpg,
  scratchDirectory,
} from './bench-workspace.mjs';

const BUILD = ['run', 'cpg:build'];
/** Without the cache of evidence. */
const FORGETFUL = { CPG_EVIDENCE_CACHE_MB: '0' };

/** CPU seconds of the worker threads. */
const extractionOf = (run) => run.tasks.reduce((sum, task) => sum + (task.cpuMilliseconds ?? 0), 0) / 1000;

const scratch = scratchDirectory();
try {
  const workspace = BenchWorkspace.create(join(scratch, 'workspace'), packedCpg(scratch), {
    ...configuration(option('without', null)?.split(',') ?? null),
    ...filesBelow(corpus('django'), 'django/django'),
    'django/pyproject.toml': '[project]\nname = "django"\n',
  });
  workspace.commit();
  const edit = (comment, environment) => {
    appendFileSync(join(workspace.root, 'django', 'django', 'utils', 'termcolors.py'), `\n${comment}\n`);
    return workspace.nx(BUILD, environment);
  };
  const forgetStore = () => rmSync(join(workspace.root, '.cpg'), { recursive: true });
  const compile = workspace.nx(['g', 'cpg:init']);
  const cold = workspace.nx(BUILD);
  const run = workspace.lastRecord();
  const extraction = extractionOf(run);
  const batch = run.cpuMilliseconds / 1000;
  const rows = run.tasks.filter((t) => t.outcome === 'built').reduce((sum, t) => sum + t.rows, 0);
  const noop = workspace.nx(BUILD);
  const leaf = edit('# a comment');
  forgetStore();
  const restored = workspace.nx(BUILD);
  const forgetfulLeaf = edit('# another comment', FORGETFUL);
  forgetStore();
  rmSync(join(workspace.root, '.nx-caches', 'cache'), { recursive: true });
  const forgetfulCold = workspace.nx(BUILD, FORGETFUL);
  const forgetfulExtraction = extractionOf(workspace.lastRecord());
  const line = (what, seconds, note = '') => `| ${what} | ${seconds.toFixed(1)} | ${note} |`;
  console.log(
    [
      '| what | CPU s | |',
      '|---|---|---|',
      line('compile the manifest (`nx g cpg:init`, Nx included)', compile.cpu),
      line(
        '**cold build**',
        cold.cpu,
        `${(run.peakMemoryBytes / 1e6).toFixed(0)} MB peak, ${rows.toLocaleString('en')} rows`,
      ),
      line('- extract (worker threads)', extraction),
      line('- load, views, digests, writing', batch - extraction),
      line('- Nx and start-up', cold.cpu - batch),
      line('cold build that remembers nothing', forgetfulCold.cpu),
      line('- extract (worker threads)', forgetfulExtraction),
      line('nothing changed', noop.cpu, `${((100 * noop.cpu) / cold.cpu).toFixed(0)} % of cold`),
      line('a comment in one file', leaf.cpu, `${((100 * leaf.cpu) / cold.cpu).toFixed(0)} % of cold`),
      line('- with nothing remembered', forgetfulLeaf.cpu),
      line(
        '`.cpg` deleted, restored from the cache',
        restored.cpu,
        `${((100 * restored.cpu) / cold.cpu).toFixed(0)} % of cold`,
      ),
    ].join('\n'),
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
