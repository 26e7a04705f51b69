/**
 * What a run costs in a repository with many projects: `npm run bench:increments` prints the table of docs/performance.md.
 *
 * `--projects=200` of them share the files of django. A build in which everything is in the cache is measured by turns with
 * as many tasks that do nothing; then a new view is declared, here and in a fresh clone that has a remote cache and no other,
 * and what runs is counted. Evidence that no cache is spared by is left out (`--without=`, as in cpg.config.ts): the
 * number of tasks is the same.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  BenchWorkspace,
  configuration,
  corpus,
  filesBelow,
  median,
  option,
  packedCpg,
  remoteCache,
  scratchDirectory,
} from './bench-workspace.mjs';
import { noopWorkspace } from './noop-workspace.mjs';

const PROJECTS = Number(option('projects', '200'));
const ROUNDS = Number(option('rounds', '3'));
const WITHOUT = option('without', 'ast,bytecode,symtable,tree-sitter-nodes').split(',');
const BUILD = ['run', 'cpg:build'];
const VIEW = 'long_functions';

const scratch = scratchDirectory();
const cache = await remoteCache(join(scratch, 'cache'));
try {
  const packed = packedCpg(scratch);
  const workspace = BenchWorkspace.create(join(scratch, 'many'), packed, {
    ...manyProjects(),
    ...configuration(WITHOUT),
  });
  workspace.nx(['g', 'cpg:init']);
  workspace.commit();
  // Everything that the builds afterwards may take from the cache is put there by this one.
  const cold = workspace.nx(BUILD, cache.environment('writer'));
  const noop = noopWorkspace(join(scratch, 'noop'), [...cold.tasks.keys()]);
  noop.nx(['run', 'all:build']);
  const measured = { floor: [], hit: [], floorAlone: [], hitAlone: [] };
  /** Without a process for each plugin. */
  const alone = { NX_ISOLATE_PLUGINS: 'false' };
  for (let round = 0; round < ROUNDS; round++) {
    measured.floor.push(noop.nx(['run', 'all:build']).cpu);
    measured.hit.push(allHit(workspace.nx(BUILD)).cpu);
    measured.floorAlone.push(noop.nx(['run', 'all:build'], alone).cpu);
    measured.hitAlone.push(allHit(workspace.nx(BUILD, alone)).cpu);
    console.error(`round ${round + 1}: ${JSON.stringify(measured)}`);
  }
  const clone = workspace.clone(join(scratch, 'clone'));
  const restored = clone.nx(BUILD, cache.environment('reader'));
  const views = [
    ['here', workspace, {}],
    ['in a fresh clone with the remote cache', workspace.clone(join(scratch, 'another')), cache.environment('reader')],
  ].map(([where, at, environment]) => {
    at.nx(['g', 'cpg:view', VIEW, '--from=cst_defs_norm', '--columns=path,name,bstart,bend']);
    const run = at.nx(['run-many', '-p', 'cpg', '-t', 'build', VIEW], environment);
    return { where, cpu: run.cpu, ...counted(run, at.lastRecord()) };
  });

  const line = (what, seconds, note) => `| ${what} | ${seconds.toFixed(1)} | ${note} |`;
  const against = (hit, floor) => `${(median(hit) / median(floor)).toFixed(2)} x floor`;
  console.log(
    [
      `${PROJECTS} projects, ${cold.tasks.size} tasks, without ${WITHOUT.join(', ')}:`,
      '',
      '| what | CPU s | |',
      '|---|---|---|',
      line('cold build, all of it put into a remote cache', cold.cpu, ''),
      line('floor: as many tasks that do nothing, all hit', median(measured.floor), ''),
      line('nothing changed', median(measured.hit), against(measured.hit, measured.floor)),
      line('floor, with `NX_ISOLATE_PLUGINS=false`', median(measured.floorAlone), ''),
      line(
        'nothing changed, with `NX_ISOLATE_PLUGINS=false`',
        median(measured.hitAlone),
        against(measured.hitAlone, measured.floorAlone),
      ),
      line('a fresh clone, all from the remote cache', restored.cpu, `${counted(restored, null).missed} tasks run`),
      ...views.map(({ where, cpu, missed, extractions, built }) =>
        line(`a new view and the build, ${where}`, cpu, `${missed} tasks run, ${built} not cut off; ${extractions}`),
      ),
    ].join('\n'),
  );
} finally {
  cache.stop();
  rmSync(scratch, { recursive: true, force: true });
}

/** Three files of django for each, its own first and those of its neighbours, so that none is the same as another. */
function manyProjects() {
  const sources = Object.entries(filesBelow(corpus('django'), 'django', (file) => file.endsWith('.py')));
  const files = {};
  for (let number = 0; number < PROJECTS; number++) {
    const name = `p${String(number).padStart(3, '0')}`;
    files[`projects/${name}/pyproject.toml`] = `[project]\nname = "${name}"\n`;
    for (let at = 0; at < 3; at++) {
      const [, text] = sources[(number * 3 + at) % sources.length];
      files[`projects/${name}/m${at}.py`] = `# ${name}\n${text}`;
    }
  }
  return files;
}

function allHit(run) {
  const { missed } = counted(run, null);
  if (missed > 0) throw new Error(`${missed} tasks ran in a build in which nothing changed`);
  return run;
}

function counted({ tasks }, record) {
  const missed = [...tasks].flatMap(([id, status]) => (status === 'cache-miss' ? [id] : []));
  const extractions = missed.filter((id) => id.includes(':cpg-extract-'));
  const own = extractions.filter((id) => id.startsWith('cpg:')).length;
  const built = record?.tasks.filter(({ outcome }) => outcome === 'built').length ?? 0;
  return {
    missed: missed.length,
    built,
    extractions: `${extractions.length - own} extractions of projects, ${own} of the files of none`,
  };
}
