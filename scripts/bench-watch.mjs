/**
 * How long `nx run cpg:watch` takes from a save to the Parquet files: django with its packages as projects, 18 partitions,
 * an edit at a time in files of all of them. `node scripts/bench-watch.mjs [--edits=N] [--kind=comment|body|definition]
 * [--without=<extractors>]` prints medians and 95th percentiles, and says how busy the machine was. Times are
 * those of the files' stamps, which are written last. Needs the corpora of `node scripts/corpora.mjs`.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { BenchWorkspace, configuration, option, packedCpg, scratchDirectory, splitDjango } from './bench-workspace.mjs';

const edits = Number(option('edits', '36'));
const kind = option('kind', 'body');

/** Of each package, its project and a file to edit: the largest one of the middle third by size. */
function editable(root, names) {
  return names.map((name) => {
    const directory = join(root, 'django', name);
    const files = readdirSync(directory, { recursive: true })
      .map((file) => join(directory, String(file)))
      .filter((path) => path.endsWith('.py') && statSync(path).size > 0)
      .sort((a, b) => statSync(a).size - statSync(b).size);
    return { partition: `django-${name}`, file: files[Math.floor((files.length * 2) / 3)] ?? files.at(-1) };
  });
}

function edit(file, i) {
  const text = readFileSync(file, 'utf8');
  const body = /return str\(\d+\)\n$/;
  if (kind === 'comment') appendFileSync(file, `# ${i}\n`);
  else if (kind === 'definition') appendFileSync(file, `\n\ndef added_${i}(value):\n    return str(value)\n`);
  else if (body.test(text)) writeFileSync(file, text.replace(body, `return str(${i})\n`));
  else appendFileSync(file, `\n\ndef edited(value):\n    return str(${i})\n`);
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

const scratch = scratchDirectory();
try {
  const { packages, files: sources } = splitDjango();
  const workspace = BenchWorkspace.create(join(scratch, 'django'), packedCpg(scratch), {
    ...sources,
    ...configuration(option('without', null)?.split(',') ?? null),
  });
  workspace.nx(['g', 'cpg:init']);
  workspace.commit();
  workspace.nx(['run', 'cpg:build']);
  const { root } = workspace;
  const watch = spawn(process.execPath, ['node_modules/nx/dist/bin/nx.js', 'run', 'cpg:watch', '--json'], {
    cwd: root,
    env: workspace.environment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
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
  const files = editable(root, packages);
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
  rmSync(scratch, { recursive: true, force: true });
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
