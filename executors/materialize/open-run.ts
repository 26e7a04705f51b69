/** From what Nx hands an executor to a session. */
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { unwrap } from '../../plugin/core/result';
import { MANIFEST_FILE } from '../../plugin/manifest/naming';
import { readManifest } from '../../plugin/manifest/read-manifest';
import { threadsFromEnvironment } from '../runtime/engine';
import { cacheBytesFromEnvironment } from '../runtime/evidence-cache';
import { createProgress, type Progress } from '../runtime/progress';
import { Store } from '../runtime/store';
import { sweepCacheDaily } from '../runtime/sweep-cache';
import { openSession, type Session } from './session';
import { workerEvidence } from './worker-evidence';
import { openWorkspace } from './workspace';

export interface RunOptions {
  readonly progress?: Progress;
  /** Whether runs follow one another in it, so that parsers stay loaded. */
  readonly resident?: boolean;
}

const print = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * A session over the workspace of `context` for a run of `tasks` tasks.
 *
 * Errors: `CPG_MANIFEST_MISSING`, `CPG_MANIFEST_INVALID`, `CPG_STORE_UNWRITABLE`.
 */
export function openRun(
  context: Pick<ExecutorContext, 'root' | 'projectGraph'>,
  tasks: number,
  { progress = createProgress(tasks, print), resident = false }: RunOptions = {},
): Session {
  const workspace = openWorkspace(context.root, context.projectGraph);
  const shownAs = workspace.cpgRoot === '.' ? MANIFEST_FILE : `${workspace.cpgRoot}/${MANIFEST_FILE}`;
  const manifest = unwrap(readManifest(join(context.root, shownAs), shownAs));
  const threads = threadsFromEnvironment();
  const store = new Store(context.root, threads);
  const cacheBytes = cacheBytesFromEnvironment();
  const { cache } = store.paths;
  const evidence = workerEvidence(threads, cacheBytes === 0 ? null : cache, resident);
  const session = openSession({ manifest, workspace, store, evidence, threads, progress });
  return {
    ...session,
    async close() {
      await session.close();
      if (cacheBytes > 0) sweepCacheDaily(cache, cacheBytes);
    },
  };
}
