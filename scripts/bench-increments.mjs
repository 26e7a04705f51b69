/**
 * What edits cost when a repository has several projects: `npm run bench:increments` prints tables of docs/performance.md.
 *
 * django, with each of its top-level packages as a project, is built, built again, and built after an edit of a leaf and of
 * a hub, all in one run, by turns with the floor: an Nx run of as many tasks that do nothing, all of them in the cache. What
 * CPython needs to start is measured apart. CPU seconds are user + system of all processes. `--rounds=3` says how
 * often each is measured, of which the table has the median, and `--without=ast,bytecode` what is left out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BenchWorkspace,
  configuration,
  median,
  option,
  packedCpg,
  scratchDirectory,
  splitDjango,
} from './bench-workspace.mjs';
import { noopWorkspace } from './noop-workspace.mjs';

const ROUNDS = Number(option('rounds', '3'));
const BUILD = ['run', 'cpg:build'];
/** Nobody imports the one; nearly everybody the other. */
const LEAF = 'django/utils/termcolors.py';
const HUB = 'django/utils/encoding.py';

const scratch = scratchDirectory();
try {
  const without = option('without', null)?.split(',') ?? null;
  const packed = packedCpg(scratch);
  const { projects, files } = splitDjango();
  const workspace = BenchWorkspace.create(join(scratch, 'django'), packed, { ...files, ...configuration(without) });
  workspace.nx(['g', 'cpg:init']);
  workspace.commit();

  const cold = workspace.nx(BUILD);
  const { peakMemoryBytes } = workspace.lastRecord();
  const noop = noopWorkspace(join(scratch, 'noop'), [...cold.tasks.keys()]);
  const first = noop.nx(['run', 'all:build']);
  if (first.tasks.size !== cold.tasks.size) throw new Error(`${first.tasks.size} tasks are not ${cold.tasks.size}`);

  const measured = { floor: [], nothing: [], leaf: [], hub: [] };
  const ran = {};
  for (let round = 0; round < ROUNDS; round++) {
    measured.floor.push(noop.nx(['run', 'all:build']).cpu);
    measured.nothing.push(workspace.nx(BUILD).cpu);
    for (const [what, file] of [
      ['leaf', LEAF],
      ['hub', HUB],
    ]) {
      editBody(join(workspace.root, file), round);
      const run = workspace.nx(BUILD);
      const record = workspace.lastRecord();
      measured[what].push(run.cpu);
      ran[what] = {
        tasks: record.tasks.length,
        built: record.tasks.filter(({ outcome }) => outcome === 'built').length,
        executor: record.cpuMilliseconds / 1000,
        extraction: record.tasks.reduce((sum, task) => sum + (task.cpuMilliseconds ?? 0), 0) / 1000,
      };
    }
    console.error(`round ${round + 1}: ${JSON.stringify(measured)}`);
  }
  const interpreter = interpreterStart(workspace);

  const floor = median(measured.floor);
  const percent = (seconds) => `${((100 * seconds) / cold.cpu).toFixed(1)} % of cold`;
  const line = (what, seconds, note) => `| ${what} | ${seconds.toFixed(1)} | ${note} |`;
  const edit = (what) => {
    const seconds = median(measured[what]);
    const { tasks, built, executor, extraction } = ran[what];
    return `${percent(seconds - floor)} beyond the floor; ${tasks} tasks run, ${built} not cut off; executor ${executor.toFixed(1)}, of which extraction ${extraction.toFixed(1)}`;
  };
  const nothing = median(measured.nothing);
  console.log(
    [
      `${projects.length} projects and the files of none, ${cold.tasks.size} tasks${without === null ? '' : `, without ${without.join(', ')}`}:`,
      '',
      '| what | CPU s | |',
      '|---|---|---|',
      line('**cold build**', cold.cpu, `${(peakMemoryBytes / 1e6).toFixed(0)} MB peak`),
      line('floor: as many tasks that do nothing, all hit', floor, percent(floor)),
      line('nothing changed', nothing, `${(nothing / floor).toFixed(2)} x floor, ${percent(nothing)}`),
      line('body of a leaf', median(measured.leaf), edit('leaf')),
      line('body of a hub', median(measured.hub), edit('hub')),
      line(
        'start of CPython, in each edit but where it is left out',
        interpreter.warm,
        `${interpreter.cold.toFixed(1)} without a snapshot`,
      ),
    ].join('\n'),
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Another statement at the start of the first function. */
function editBody(file, round) {
  const text = readFileSync(file, 'utf8');
  const [found] = /^def \w+\([\s\S]*?\):\n/m.exec(text) ?? [];
  if (found === undefined) throw new Error(`${file} has no function`);
  const at = text.indexOf(found) + found.length;
  writeFileSync(file, `${text.slice(0, at)}    edited_${round} = len("${round}")\n${text.slice(at)}`);
}

/** CPU seconds of starting CPython and of nothing else, from its snapshot and without one. */
function interpreterStart({ root }) {
  const modules = join(root, 'node_modules', 'cpg', 'dist', 'executors', 'extract', 'cpython');
  if (!existsSync(modules)) throw new Error(`${modules} is missing`);
  const script = `const { startInterpreter } = require(${JSON.stringify(join(modules, 'interpreter.js'))});
    const before = process.cpuUsage();
    startInterpreter().then(() => {
      const { user, system } = process.cpuUsage(before);
      console.log((user + system) / 1e6);
      process.exit(0);
    });`;
  const start = (environment) => {
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...environment },
    });
    if (stdout === '') throw new Error(stderr);
    return Number(stdout);
  };
  const elsewhere = { CPG_PYODIDE_SNAPSHOT_DIR: join(root, '.nx-caches') };
  return { cold: start(elsewhere), warm: median([0, 1, 2].map(() => start(elsewhere))) };
}
