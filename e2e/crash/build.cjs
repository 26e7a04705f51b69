// A build by the packed batch executor, without Nx in front: node build.cjs <dist> <plan>. Says 'started' to its parent.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const [, , dist, planFile] = process.argv;
const load = (module) => require(join(dist, 'executors', module));
const { openSession } = load('materialize/session');
const { openWorkspace } = load('materialize/workspace');
const { runTasks } = load('materialize/run');
const { workerEvidence } = load('materialize/worker-evidence');
const { createProgress } = load('runtime/progress');
const { Store } = load('runtime/store');

const THREADS = 2;

async function build() {
  const { root, storeRoot, manifest, graph, byProject, unowned, tasks } = JSON.parse(readFileSync(planFile, 'utf8'));
  const now = {
    byProject: new Map(byProject.map(([project, files]) => [project, new Map(files)])),
    unowned: new Map(unowned),
  };
  process.send?.('started');
  const session = openSession({
    manifest,
    workspace: openWorkspace(root, graph, async () => ({ now, hashed: null })),
    store: new Store(storeRoot, THREADS),
    evidence: workerEvidence(THREADS, join(storeRoot, '.cpg', 'cache')),
    threads: THREADS,
    progress: createProgress(tasks.length, () => {}),
  });
  try {
    for await (const { record } of runTasks(session, tasks)) {
      if (record.outcome !== 'failed') continue;
      process.exitCode = 1;
      process.stderr.write(`${record.id}: ${record.error}\n`);
    }
  } finally {
    await session.close();
  }
}

build()
  .catch((error) => {
    process.exitCode = 1;
    process.stderr.write(`${error.message}\n`);
  })
  .finally(() => process.disconnect?.());
