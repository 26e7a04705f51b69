/**
 * How long `nx run cpg:watch` takes from a save to the Parquet files: django with its packages as projects, 18 partitions,
 * an edit at a time in files of all of them. `node scripts/bench-watch.mjs [--edits=N] [--kind=comment|body|definition]
 * [--without=<extractors>] [--keep]` prints medians and 95th percentiles, and says how busy the machine was. Times are
 * those of the files' stamps, which are written last. Needs the corpora of `node scripts/corpora.mjs`.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..');
const corpus = join(process.env.CPG_CORPORA ?? join(tmpdir(), 'cpg-corpora'), 'django');
if (!existsSync(corpus)) throw new Error(`${corpus} is missing: run node scripts/corpora.mjs`);

const option = (name) => process.argv.map((arg) => new RegExp(`^--${name}(?:=(.*))?$`).exec(arg)).find((m) => m);
const edits = Number(option('edits')?.[1] ?? 36);
const kind = option('kind')?.[1] ?? 'body';
const root = option('root')?.[1] ?? mkdtempSync(join(tmpdir(), 'cpg-bench-watch-'));
const env = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NX_CACHE_DIRECTORY: join(root, '.nx-caches', 'cache'),
  NX_WORKSPACE_DATA_DIRECTORY: join(root, '.nx-caches', 'data'),
};
const nx = join(root, 'node_modules', '.bin', 'nx');

/** Partition and a file to edit, the largest one of the middle third by size. */
function editable() {
  return readdirSync(join(root, 'django'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, 'django', entry.name, 'pyproject.toml')))
    .map((entry) => {
      const directory = join(root, 'django', entry.name);
      const files = readdirSync(directory, { recursive: true })
        .map((name) => join(directory, String(name)))
        .filter((path) => path.endsWith('.py') && statSync(path).size > 0)
        .sort((a, b) => statSync(a).size - statSync(b).size);
      return { partition: entry.name, file: files[Math.floor((files.length * 2) / 3)] ?? files.at(-1) };
    });
}

function edit(file, i) {
  if (kind === 'comment') appendFileSync(file, `# ${i}\n`);
  else if (kind === 'definition') appendFileSync(file, `\n\ndef added_${i}(value):\n    return str(value)\n`);
  else if (i < 18) appendFileSync(file, `\n\ndef edited(value):\n    return str(${i})\n`);
  else writeFileSync(file, readFileSync(file, 'utf8').replace(/return str\(\d+\)\n$/, `return str(${i})\n`));
}

/** The latest time, in milliseconds since 1970, at which a stamp of a directory was put in place; null for none. */
function latestStamp(directory, since) {
  const stamps = existsSync(directory) ? readdirSync(directory, { recursive: true }) : [];
  const times = stamps
    .filter((name) => String(name).endsWith('stamp.json'))
    .map((name) => statSync(join(directory, String(name))).ctimeMs)
    .filter((time) => time >= since - 5);
  return times.length === 0 ? null : Math.max(...times);
}

const quantile = (values, q) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))];
const cpuOf = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
};

try {
  if (!existsSync(join(root, 'package.json'))) setUp();
  execFileSync(nx, ['g', 'cpg:init'], { cwd: root, env, stdio: 'ignore' });
  execFileSync(nx, ['run', 'cpg:build'], { cwd: root, env, stdio: 'ignore' });
  const watch = spawn(nx, ['run', 'cpg:watch', '--json'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const events = createInterface({ input: watch.stdout })[Symbol.asyncIterator]();
  const next = async (event) => {
    for (;;) {
      const { value, done } = await events.next();
      if (done) throw new Error('the watch has ended');
      if (!value.startsWith('{')) continue;
      const report = JSON.parse(value);
      if (report.event === event) return report;
      if (report.event !== 'updated') console.error(value);
    }
  };
  await next('watching');
  const pid = executorOf(watch.pid);
  const files = editable();
  const found = [];
  // The first edit starts threads and interpreters.
  edit(files[0].file, 0);
  await next('updated');
  for (let i = 1; i <= edits; i++) {
    const { partition, file } = files[i % files.length];
    await after(200);
    const cpu = cpuOf(pid);
    const saved = Date.now();
    edit(file, i);
    const report = await next('updated');
    const data = join(root, '.cpg', 'data');
    const own = readdirSync(join(data, partition)).filter((name) => /^cpg-extract-|^cpg-stage-1$/.test(name));
    const evidence = Math.max(...own.map((name) => latestStamp(join(data, partition, name), saved) ?? saved)) - saved;
    const all = (latestStamp(data, saved) ?? saved) - saved;
    found.push({ partition, evidence, all, cpu: cpuOf(pid) - cpu });
    console.error(
      `${partition}: ${evidence.toFixed(0)} ms, all ${all.toFixed(0)} ms, ${found.at(-1).cpu} CPU ms, ${report.rows} rows`,
    );
  }
  watch.kill('SIGINT');
  const row = (what, values) =>
    `| ${what} | ${quantile(values, 0.5).toFixed(0)} | ${quantile(values, 0.95).toFixed(0)} | ${Math.max(...values).toFixed(0)} |`;
  console.log(
    [
      `${edits} edits (${kind}), load average ${loadavg()[0].toFixed(1)} on ${availableParallelism()} cores`,
      '| from a save to | median ms | 95th percentile ms | longest ms |',
      '|---|---|---|---|',
      row(
        'evidence and symbols of the project',
        found.map((f) => f.evidence),
      ),
      row(
        'all views',
        found.map((f) => f.all),
      ),
      row(
        'CPU time of the watch',
        found.map((f) => f.cpu),
      ),
    ].join('\n'),
  );
} finally {
  if (!option('keep')) rmSync(root, { recursive: true, force: true });
  else console.error(root);
}

/** The process of the executor below Nx. */
function executorOf(pid) {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
  for (const child of children) {
    if (readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('run-executor')) return child;
    const below = executorOf(child);
    if (below !== null) return below;
  }
  return null;
}

function setUp() {
  const run = (command, args) =>
    execFileSync(command, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  mkdirSync(root, { recursive: true });
  execFileSync('npm', ['pack', '--silent', '--pack-destination', root], {
    cwd: repository,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [tarball] = readdirSync(root).filter((name) => name.endsWith('.tgz'));
  writeFileSync(join(root, 'package.json'), '{ "name": "bench", "private": true }\n');
  writeFileSync(join(root, 'nx.json'), '{}\n');
  writeFileSync(join(root, '.gitignore'), 'node_modules\n.nx-caches\n*.tgz\n');
  const without = option('without')?.[1];
  if (without !== undefined) {
    mkdirSync(join(root, 'cpg'));
    writeFileSync(
      join(root, 'cpg', 'cpg.config.ts'),
      `import { defineConfig } from 'cpg/declare';\nexport default defineConfig(${JSON.stringify({ without: without.split(',') })});\n`,
    );
  }
  cpSync(corpus, join(root, 'django'), { recursive: true });
  const packages = readdirSync(join(root, 'django'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of packages) {
    writeFileSync(join(root, 'django', name, 'pyproject.toml'), `[project]\nname = "${name}"\n`);
  }
  writeFileSync(join(root, 'django', 'pyproject.toml'), '[project]\nname = "django"\n');
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--save-dev', 'nx@24', `./${tarball}`]);
  run('git', ['init', '--quiet']);
  run('git', ['add', '--all']);
  run('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '--quiet', '-m', 'bench']);
}
