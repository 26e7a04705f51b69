/**
 * Many machines: N clones of one commit build a share of the projects each and put it into a remote cache, then one more
 * clone makes the graph of what is there. `npm run bench:machines` prints the table of docs/scale.md.
 *
 * The machines are processes of this one, each on a core of its own as far as there are cores, and the cache is the tests'
 * server on the same disk: what a network costs is not in the figures. The workspace is django with each of its top-level
 * packages as a project. `--machines=1,2,4`, `--packages=` (all of them) and `--without=` change what is measured.
 */
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  BenchWorkspace,
  configuration,
  option,
  packedCpg,
  remoteCache,
  scratchDirectory,
  splitDjango,
} from './bench-workspace.mjs';

const MACHINES = option('machines', '1,2,4').split(',').map(Number);
const WITHOUT = option('without', 'ast,bytecode,symtable,tree-sitter-nodes').split(',');
const BUILD = ['run', 'cpg:build'];

/** CPU seconds of all shards of the first measurement. */
let ofFirst;
const scratch = scratchDirectory();
try {
  const packed = packedCpg(scratch);
  const { files } = splitDjango(option('packages', null)?.split(',') ?? null);
  const origin = BenchWorkspace.create(join(scratch, 'origin'), packed, { ...files, ...configuration(WITHOUT) });
  origin.nx(['g', 'cpg:init']);
  origin.commit();
  const { targets, sizes } = partsOf(origin);
  const rows = [];
  for (const machines of MACHINES) {
    rows.push(await measured(origin, machines, targets, shards(sizes, machines)));
    console.error(rows.at(-1));
  }
  console.log(
    [
      `${sizes.length} projects, without ${WITHOUT.join(', ')}, ${availableParallelism()} cores:`,
      '',
      '| machines | shards, CPU s | busiest, CPU s | tasks run twice | CPU s beside one machine | assembling, CPU s | runs in it |',
      '|---|---|---|---|---|---|---|',
      ...rows,
    ].join('\n'),
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Of the tasks that `build` has of projects: names of their targets, and projects with bytes of Python, largest first. */
function partsOf(workspace) {
  const file = join(workspace.root, '.nx-caches', 'graph.json');
  workspace.nx([...BUILD, `--graph=${file}`]);
  const tasks = Object.values(JSON.parse(readFileSync(file, 'utf8')).tasks.tasks);
  const parts = tasks.filter(({ target }) => /^cpg-(extract|stage)-/.test(target.target));
  const roots = new Map(parts.map(({ target, projectRoot }) => [target.project, projectRoot]));
  const sizes = new Map([...roots.keys()].map((project) => [project, 0]));
  // The deepest root first: a project may be inside another one.
  const deepest = [...roots].sort(([, a], [, b]) => b.length - a.length);
  for (const line of workspace.git('ls-tree', '-r', '-l', 'HEAD').split('\n')) {
    const [, size, path] = / (\d+)\t(.*\.py)$/.exec(line) ?? [];
    const [project] = deepest.find(([, root]) => path?.startsWith(`${root}/`)) ?? [];
    if (project !== undefined) sizes.set(project, sizes.get(project) + Number(size));
  }
  const targets = [...new Set(parts.map(({ target }) => target.target))].sort();
  return { targets, sizes: [...sizes].sort(([, a], [, b]) => b - a) };
}

/** The projects for each machine: the largest first, to whom has least. */
function shards(sizes, machines) {
  const all = Array.from({ length: machines }, () => ({ size: 0, projects: [] }));
  for (const [project, size] of sizes) {
    const [least] = all.sort((a, b) => a.size - b.size);
    least.projects.push(project);
    least.size += size;
  }
  return all.map(({ projects }) => projects);
}

async function measured(origin, machines, targets, shares) {
  const directory = join(scratch, `machines-${machines}`);
  const cache = await remoteCache(join(directory, 'cache'));
  try {
    const clones = shares.map((_, at) => origin.clone(join(directory, `clone-${at}`)));
    const runs = await Promise.all(
      clones.map((clone, at) =>
        clone.nxOnCore(
          at % availableParallelism(),
          ['run-many', `--targets=${targets}`, `--projects=${shares[at]}`],
          // Each machine has one core, which cpg cannot see.
          { ...cache.environment('writer'), CPG_THREADS: '1' },
        ),
      ),
    );
    const ran = runs.flatMap(({ tasks }) => [...tasks].flatMap(([id, s]) => (s === 'cache-miss' ? [id] : [])));
    const twice = ran.filter((id, at) => ran.indexOf(id) !== at);
    const one = origin.clone(join(directory, 'one'));
    const assembled = one.nx(BUILD, cache.environment('writer'));
    const missed = [...assembled.tasks].flatMap(([id, status]) => (status === 'cache-miss' ? [id] : []));
    const again = missed.filter((id) => /:cpg-(extract|stage)-/.test(id));
    if (again.length > 0) throw new Error(`${again} ran again when the graph was assembled`);
    const cpu = runs.map((run) => run.cpu);
    const sum = cpu.reduce((a, b) => a + b, 0);
    ofFirst ??= sum;
    const cells = [
      machines,
      sum.toFixed(1),
      Math.max(...cpu).toFixed(1),
      `${twice.length} of ${ran.length}${twice.length > 0 ? ` (${[...new Set(twice)].join(', ')})` : ''}`,
      `${(sum / ofFirst).toFixed(2)} x`,
      assembled.cpu.toFixed(1),
      `${missed.length} of ${assembled.tasks.size} tasks`,
    ];
    return `| ${cells.join(' | ')} |`;
  } finally {
    cache.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}
