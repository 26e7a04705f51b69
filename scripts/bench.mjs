/**
 * What a build of django costs, by stage: `npm run bench` prints the tables of docs/performance.md, with all evidence and
 * with that of the concrete syntax alone (`--without=<extractors>`, as in cpg.config.ts).
 *
 * Everything is measured in one run on one workspace with the packed tarball: compiling the manifest, a cold build, a
 * build in which nothing changed, a build after an edit of one file, a build restored from Nx's cache, and the cold build
 * and the edit without the cache of evidence. CPU seconds are user + system of all processes; wall time on a shared
 * machine says little. Needs the corpora of `node scripts/corpora.mjs`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..');
const corpus = join(process.env.CPG_CORPORA ?? join(tmpdir(), 'cpg-corpora'), 'django');
if (!existsSync(corpus)) throw new Error(`${corpus} is missing: run node scripts/corpora.mjs`);

const root = mkdtempSync(join(tmpdir(), 'cpg-bench-'));
const [, without] = process.argv.map((arg) => /^--without=(.*)$/.exec(arg)).find((found) => found) ?? [];
const env = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NX_CACHE_DIRECTORY: join(root, '.nx-caches', 'cache'),
  NX_WORKSPACE_DATA_DIRECTORY: join(root, '.nx-caches', 'data'),
};

/** CPU seconds of a command and its children, as the shell accounts for them. */
function timed(command, environment = {}) {
  const script = `TIMEFORMAT='cpu %U %S %R'; time ${command}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: root,
    env: { ...env, ...environment },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${command} failed:\n${stdout}${stderr}`);
  const [, user, system, wall] = /cpu ([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(stderr);
  return { cpu: Number(user) + Number(system), wall: Number(wall), output: stdout };
}

const BUILD = 'node_modules/.bin/nx run cpg:build';
/** Without the cache of evidence. */
const FORGETFUL = { CPG_EVIDENCE_CACHE_MB: '0' };

function timedEdit(comment, environment) {
  appendFileSync(join(root, 'django', 'django', 'utils', 'termcolors.py'), `\n${comment}\n`);
  return timed(BUILD, environment);
}

/** CPU seconds of the worker threads. */
const extractionOf = (run) => run.tasks.reduce((sum, task) => sum + (task.cpuMilliseconds ?? 0), 0) / 1000;

function lastRun() {
  const runs = join(root, '.cpg', 'runs');
  const last = readdirSync(runs).sort().at(-1);
  return JSON.parse(readFileSync(join(runs, last, 'run.json'), 'utf8'));
}

try {
  setUp();
  const compile = timed('node_modules/.bin/nx g cpg:init');
  const cold = timed(BUILD);
  const run = lastRun();
  const extraction = extractionOf(run);
  const batch = run.cpuMilliseconds / 1000;
  const rows = run.tasks.filter((t) => t.outcome === 'built').reduce((sum, t) => sum + t.rows, 0);
  const noop = timed(BUILD);
  const leaf = timedEdit('# a comment');
  rmSync(join(root, '.cpg'), { recursive: true });
  const restored = timed(BUILD);
  const forgetfulLeaf = timedEdit('# another comment', FORGETFUL);
  rmSync(join(root, '.cpg'), { recursive: true });
  rmSync(env.NX_CACHE_DIRECTORY, { recursive: true });
  const forgetfulCold = timed(BUILD, FORGETFUL);
  const forgetfulExtraction = extractionOf(lastRun());
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
  rmSync(root, { recursive: true, force: true });
}

function setUp() {
  const run = (command, args) =>
    execFileSync(command, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync('npm', ['pack', '--silent', '--pack-destination', root], {
    cwd: repository,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [tarball] = readdirSync(root).filter((name) => name.endsWith('.tgz'));
  writeFileSync(join(root, 'package.json'), '{ "name": "bench", "private": true }\n');
  writeFileSync(join(root, 'nx.json'), '{}\n');
  writeFileSync(join(root, '.gitignore'), 'node_modules\n.nx-caches\n*.tgz\n');
  if (without !== undefined) {
    const config = JSON.stringify({ without: without.split(',') });
    mkdirSync(join(root, 'cpg'));
    writeFileSync(
      join(root, 'cpg', 'cpg.config.ts'),
      `import { defineConfig } from 'cpg/declare';\nexport default defineConfig(${config});\n`,
    );
  }
  mkdirSync(join(root, 'django'));
  cpSync(corpus, join(root, 'django', 'django'), { recursive: true });
  writeFileSync(join(root, 'django', 'pyproject.toml'), '[project]\nname = "django"\n');
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--save-dev', 'nx@24', `./${tarball}`]);
  run('git', ['init', '--quiet']);
  run('git', ['add', '--all']);
  run('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '--quiet', '-m', 'bench']);
}
