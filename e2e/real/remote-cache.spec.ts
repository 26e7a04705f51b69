import { afterAll, beforeAll, expect, test } from 'vitest';
import { leanWorkspace, misses } from '../built-workspace';
import { RemoteCache } from '../remote-cache/remote-cache';
import type { NxRun, Workspace } from '../workspace';

/** The committed sources, and nothing of any build. */
const clone = (workspace: Workspace): Workspace => workspace.copy({ caches: false, store: false });

let built: Workspace;
let cache: RemoteCache;
let graph: ReadonlyMap<string, string>;
beforeAll(async () => {
  built = leanWorkspace();
  graph = built.storeDigests();
  cache = await RemoteCache.start();
});
afterAll(async () => {
  built?.[Symbol.dispose]();
  await cache?.remove();
});

const uncached = (run: NxRun) => [...run.tasks].filter(([, { cache: status }]) => status !== 'remote-cache-hit');

test('what one clone builds another one gets, and after a change builds only what that reaches', () => {
  using a = clone(built);
  a.nxOk(['run', 'cpg:build'], cache.environment('writer'));
  expect(cache.records).toBeGreaterThan(100);
  cache.requests();

  using b = clone(built);
  cache.answerWith('slow');
  const first = b.nxOk(['run', 'cpg:build'], cache.environment('reader'));
  cache.answerWith('none');
  expect(uncached(first)).toEqual([]);
  expect(b.storeDigests()).toEqual(graph);
  expect(Object.keys(cache.requests())).toEqual(['GET 200']);

  b.edit('py/shop/shop/money.py', 'amount * 100', 'amount * 1000');
  const second = b.nxOk(['run', 'cpg:build'], cache.environment('reader'));
  expect(misses(second)).toContain('shop:cpg-extract-tree-sitter');
  expect(misses(second).filter((id) => /^(@acme\/api|ui):/.test(id))).toEqual([]);
  // Whoever may only read is refused, and goes on.
  const refused = cache.requests();
  expect(refused['PUT 403']).toBeGreaterThan(0);
  expect(refused['PUT 200']).toBeUndefined();
});

test('an answer that Nx does not understand ends the run and leaves nothing wrong behind', () => {
  using workspace = clone(built);
  const build = (token: 'reader' | 'wrong') => workspace.nx(['run', 'cpg:build'], cache.environment(token));
  for (const fault of ['403', '500', 'truncated', 'corrupted'] as const) {
    cache.answerWith(fault);
    expect([fault, build('reader').exitCode]).toEqual([fault, 1]);
  }
  cache.answerWith('none');
  const unknown = build('wrong');
  expect([unknown.exitCode, unknown.output]).toEqual([1, expect.stringMatching(/unauthorized/i)]);
  expect(build('reader').exitCode).toBe(0);
  expect(workspace.storeDigests()).toEqual(graph);
});

test('files that were changed on their way are found, though Nx takes them', () => {
  using workspace = clone(built);
  cache.answerWith('tampered');
  const run = workspace.nx(['run', 'cpg:build'], cache.environment('reader'));
  cache.answerWith('none');
  expect([run.exitCode, run.output]).toEqual([1, expect.stringContaining('CPG_CACHE_DAMAGED')]);
  workspace.nxOk(['reset']);
  workspace.nxOk(['run', 'cpg:repo_files', '--skip-remote-cache'], cache.environment('reader'));
});

test('without its server nothing is built, unless Nx is told to do without', async () => {
  await cache.stop();
  using workspace = clone(built);
  expect(workspace.nx(['run', 'cpg:build'], cache.environment('reader')).exitCode).toBe(1);
  workspace.nxOk(['run', 'cpg:repo_files'], { ...cache.environment('reader'), NX_SKIP_REMOTE_CACHE: 'true' });
});
