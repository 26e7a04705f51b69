import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { queryableDatasets } from '../executors/query/graph-catalog';
import { openGraph } from '../executors/query/open-graph';
import { ended, KillableBuilds, type State } from './crash/killable-builds';

/** `CPG_KILLS=200` is the long form; `CPG_KILL_SEED` repeats its choices, if not the moments. */
const KILLS = Number(process.env.CPG_KILLS ?? 3);
const SEED = Number(process.env.CPG_KILL_SEED ?? Math.floor(Math.random() * 2 ** 31));

let builds: KillableBuilds;
/** Milliseconds of a build from nothing. */
let duration = 0;
beforeAll(async () => {
  builds = new KillableBuilds(join(inject('leanWorkspace'), 'node_modules/cpg/dist'));
  for (const state of ['before', 'after'] satisfies State[]) {
    builds.write(state);
    await builds.clean(state);
  }
  const started = Date.now();
  expect(await builds.build('after')).toEqual({ code: 0, errors: '' });
  duration = Date.now() - started;
});
afterAll(() => builds?.remove());

const kill = fc.record({
  /** Part of the time that a build from nothing takes. */
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  forgets: fc.constantFrom('nothing', 'nothing', 'the cache', 'the store'),
  again: fc.boolean(),
});

test(
  `whenever a build is killed, the next one makes the graph of a clean build (CPG_KILL_SEED=${SEED})`,
  async () => {
    let killed = 0;
    for (const [i, { at, forgets, again }] of fc.sample(kill, { seed: SEED, numRuns: KILLS }).entries()) {
      const state = i % 2 === 0 ? 'before' : 'after';
      if (forgets !== 'nothing') {
        rmSync(forgets === 'the store' ? builds.store : join(builds.store, 'cache'), { recursive: true, force: true });
      }
      builds.write(state);
      for (const part of again ? [at, at / 2] : [at]) {
        const child = await builds.start(state);
        await after(part * duration);
        child.kill('SIGKILL');
        if ((await ended(child)).code === null) killed++;
      }
      expect(await builds.build(state)).toEqual({ code: 0, errors: '' });
      expect(await builds.differences(state)).toEqual([]);
    }
    console.log(`${killed} builds were killed in ${KILLS} rounds (CPG_KILL_SEED=${SEED})`);
    expect(killed).toBeGreaterThan(0);
  },
  60_000 + KILLS * 30_000,
);

describe('two builds at once', () => {
  const rounds = Math.ceil(KILLS / 6);

  test('of the same sources both succeed', async () => {
    for (let round = 0; round < rounds; round++) {
      const state = round % 2 === 0 ? 'before' : 'after';
      builds.write(state);
      if (round % 3 === 0) rmSync(builds.store, { recursive: true, force: true });
      const both = await Promise.all([builds.build(state), builds.build(state)]);
      expect(both).toEqual([
        { code: 0, errors: '' },
        { code: 0, errors: '' },
      ]);
      expect(await builds.differences(state)).toEqual([]);
    }
  });

  test('of sources that changed in between leave nothing wrong behind', async () => {
    for (let round = 0; round < rounds; round++) {
      rmSync(join(builds.store, 'data'), { recursive: true, force: true });
      builds.write('before');
      const first = await builds.start('before');
      await after((round / rounds) * duration);
      builds.write('after');
      // The first one fails, if it has not read its sources yet.
      await Promise.all([ended(first), builds.build('after')]);
      for (const state of ['after', 'before'] satisfies State[]) {
        builds.write(state);
        expect(await builds.build(state)).toEqual({ code: 0, errors: '' });
        expect(await builds.differences(state)).toEqual([]);
      }
    }
  });
});

describe('a store that cannot be written', () => {
  /** Rows of the summary, which is made of everything. */
  const summary = async (): Promise<number> => {
    const graph = await openGraph(builds.root, queryableDatasets(builds.root));
    try {
      return (await graph.connection.runAndReadAll('FROM graph_summary')).currentRowCount;
    } finally {
      graph.close();
    }
  };

  test('because its disk is full says so, and what was there can be read', async ({ skip }) => {
    rmSync(builds.store, { recursive: true, force: true });
    mkdirSync(builds.store);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', builds.store]).status === 0;
    skip(!mounted, 'only root may mount a disk; executors/materialize/run.spec.ts has one that fails');
    try {
      builds.write('before');
      expect(await builds.build('before')).toEqual({ code: 0, errors: '' });
      const rows = await summary();
      const { bavail, bsize } = statfsSync(builds.store);
      writeFileSync(join(builds.store, 'ballast'), Buffer.alloc(bavail * bsize - 65_536));
      builds.write('after');
      const { code, errors } = await builds.build('after');
      expect(code).toBe(1);
      const failures = errors.split('\n').filter((line) => line !== '' && !line.startsWith('  hint'));
      for (const line of failures) expect(line).toContain('CPG_STORE_UNWRITABLE');
      expect(failures.length).toBeGreaterThan(0);
      expect(await summary()).toBe(rows);
      rmSync(join(builds.store, 'ballast'));
      expect(await builds.build('after')).toEqual({ code: 0, errors: '' });
      expect(await builds.differences('after')).toEqual([]);
    } finally {
      execFileSync('umount', [builds.store]);
    }
  });

  test('because it is read-only says so, and what was there can be read', async () => {
    builds.write('before');
    expect(await builds.build('before')).toEqual({ code: 0, errors: '' });
    const rows = await summary();
    {
      using _locked = readOnly(builds.store);
      builds.write('after');
      const { code, errors } = await builds.build('after');
      expect(code).toBe(1);
      expect(errors).toContain('CPG_STORE_UNWRITABLE');
      expect(await summary()).toBe(rows);
    }
    expect(await builds.build('after')).toEqual({ code: 0, errors: '' });
    expect(await builds.differences('after')).toEqual([]);
  });
});

/** Nobody can write below `path` until it is disposed of. Permissions do not stop root, a mount does. */
function readOnly(path: string): Disposable {
  if (process.getuid?.() === 0) {
    execFileSync('mount', ['--bind', path, path]);
    execFileSync('mount', ['-o', 'remount,ro,bind', path]);
    return { [Symbol.dispose]: () => void execFileSync('umount', [path]) };
  }
  const within = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  const change = (mode: number) => {
    for (const directory of [path, ...within]) chmodSync(directory, mode);
  };
  change(0o555);
  return { [Symbol.dispose]: () => change(0o755) };
}
