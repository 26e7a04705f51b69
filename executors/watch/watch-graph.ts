/** Changes of the workspace in, updates of the graph out, one at a time until it is told to stop. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { ProjectGraph } from '@nx/devkit';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { engineIdentity } from '../../plugin/manifest/engine';
import { COMPILED_FILES, roleOf } from '../../plugin/manifest/naming';
import { producerOf } from '../../plugin/manifest/producer';
import { staleSources } from '../../plugin/manifest/staleness';
import { languageOf } from '../../plugin/schema/language';
import { WatchLock } from '../runtime/build-marks';
import type { TaskRecord } from '../runtime/run-record';
import { storePaths } from '../runtime/store-paths';
import { type Change, ChangeQueue } from './change-queue';
import { followFiles } from './file-events';
import { ignoredPaths, isIgnoreFile } from './ignored-paths';
import { readProjectGraph } from './read-project-graph';
import type { Report } from './report';
import { ResidentRun } from './resident-run';
import { type ChangedFile, SourceFiles } from './source-files';

export interface WatchRequest {
  /** Absolute. */
  readonly root: string;
  readonly graph: ProjectGraph;
  /** Of the project `cpg`. */
  readonly targets: readonly string[];
  /** Whether to look at all files now and then instead of following events. */
  readonly polling: boolean;
  readonly report: (report: Report) => void;
  readonly signal: AbortSignal;
}

/**
 * Keeps the graph up to date until `signal`. What a user can mend is reported, and the next change tried again.
 *
 * Errors: those of opening a run, and `CPG_WATCH_OUTDATED`.
 */
export async function watchGraph(request: WatchRequest): Promise<void> {
  const watch = new GraphWatch(request);
  try {
    await watch.run();
  } finally {
    await watch.close();
  }
}

/** When to look at everything, though nothing happens: after so long, and so many times as long as looking takes. */
const IDLE = { milliseconds: 10_000, times: 100 };
const POLLING = { milliseconds: 1000, times: 10 };
const BUILD_MILLISECONDS = 100;
/** A file that was written while it was read, or a partition that a build was replacing. */
const RETRIES_MILLISECONDS = [50, 200, 1000];
const PASSING = /^(CPG_SOURCE_CHANGED|CPG_INPUT_MISSING|CPG_INPUT_CHANGED) /;

class GraphWatch {
  readonly #request: WatchRequest;
  readonly #queue = new ChangeQueue();
  readonly #lock: WatchLock;
  readonly #temporary: string;
  readonly #files: SourceFiles;
  /** Of the code that runs, whatever is installed by now. */
  readonly #engine = engineIdentity().digest;
  #run: ResidentRun;
  #follower: { close(): Promise<void> } | null = null;
  #polling: boolean;
  /** Changed since the last update that succeeded. */
  #changed = new Map<string, ChangedFile>();
  #graphIsOld = false;
  #declarationsAreUnchecked = true;
  #retries = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(request: WatchRequest) {
    const { root, graph, targets, polling } = request;
    this.#request = request;
    this.#polling = polling;
    this.#lock = new WatchLock(root);
    this.#run = new ResidentRun(root, graph, targets);
    this.#temporary = join(storePaths(root).temporary, randomUUID());
    mkdirSync(this.#temporary, { recursive: true });
    this.#files = new SourceFiles(root, this.#temporary);
  }

  async run(): Promise<void> {
    const { signal, report } = this.#request;
    signal.addEventListener('abort', () => {
      this.#queue.close();
      this.#run.stop();
    });
    if (signal.aborted) return;
    await this.#follow();
    this.#queue.add(null);
    let first = true;
    for (;;) {
      const change = await this.#queue.next();
      if (change === null) return;
      await this.#take(change);
      this.#lookLater();
      if (first) report({ event: 'watching', files: [...this.#files.paths].length, tasks: this.#run.tasks });
      first = false;
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    this.#queue.close();
    await this.#follower?.close();
    await this.#run.close();
    rmSync(this.#temporary, { recursive: true, force: true });
  }

  /** Looks at everything when nothing has happened for a while. */
  #lookLater(): void {
    const { milliseconds, times } = this.#polling ? POLLING : IDLE;
    clearTimeout(this.#idle);
    const wait = Math.max(milliseconds, this.#files.walkMilliseconds * times);
    this.#idle = setTimeout(() => this.#queue.add(null), wait);
  }

  async #follow(): Promise<void> {
    await this.#follower?.close();
    this.#follower = null;
    if (this.#polling) return;
    const { root, report } = this.#request;
    this.#follower = await followFiles({
      root,
      isIgnored: ignoredPaths(root),
      onChange: (path) => this.#queue.add(path),
      onExhausted: (because) => {
        this.#polling = true;
        report({ event: 'polling', because });
        this.#lookLater();
      },
    });
  }

  async #take(change: Change): Promise<void> {
    if (!(await this.#takeLock())) return;
    try {
      await this.#update(change);
    } catch (error) {
      if (!(error instanceof DiagnosticError) || isFatal(error)) throw error;
      this.#failed([error.message]);
    } finally {
      this.#lock.release();
    }
  }

  /** Waits for builds to end; false when it is over before that. */
  async #takeLock(): Promise<boolean> {
    const { signal, report } = this.#request;
    let said = false;
    while (!signal.aborted) {
      if (this.#lock.tryTake()) return true;
      if (!said) report({ event: 'waiting' });
      said = true;
      await after(BUILD_MILLISECONDS);
    }
    return false;
  }

  async #update(change: Change): Promise<void> {
    const { report, signal } = this.#request;
    for (const file of this.#files.look(change)) this.#changed.set(file.path, file);
    const files = [...this.#changed.keys()].sort();
    if (files.some(isIgnoreFile)) await this.#follow();
    const { cpgRoot, manifest } = this.#run;
    const declares = (path: string) => path in manifest.sources || cpgRoot === '.' || path.startsWith(`${cpgRoot}/`);
    this.#declarationsAreUnchecked ||= files.some(declares);
    this.#graphIsOld ||= [...this.#changed.values()].some((file) => mayChangeProjects(file, cpgRoot));
    if (this.#graphIsOld) await this.#readProjects();
    if (this.#declarationsAreUnchecked) this.#checkDeclarations();
    const records = await this.#run.update(this.#files.snapshot(this.#run.graph), files);
    if (signal.aborted) return;
    const errors = records.flatMap(({ outcome, error }) =>
      outcome === 'failed' && error !== undefined ? [error] : [],
    );
    if (errors.length > 0) return this.#failed(errors);
    this.#changed.clear();
    this.#retries = 0;
    const written = this.#written(records);
    if (files.length === 0 && written.datasets === 0) return;
    report({ event: 'updated', files, ...written, milliseconds: Date.now() - change.since });
  }

  #failed(errors: readonly string[]): void {
    const retry = RETRIES_MILLISECONDS[this.#retries];
    if (retry !== undefined && errors.every((error) => PASSING.test(error))) {
      this.#retries++;
      void after(retry).then(() => this.#queue.add(null));
      return;
    }
    this.#retries = 0;
    this.#request.report({ event: 'failed', files: [...this.#changed.keys()].sort(), errors: [...new Set(errors)] });
  }

  /** Errors: `CPG_MANIFEST_STALE`. */
  #checkDeclarations(): void {
    const { manifest, cpgRoot } = this.#run;
    const changed = staleSources(manifest, this.#request.root, cpgRoot);
    if (changed.length > 0) throw new DiagnosticError([diagnostic('CPG_MANIFEST_STALE', { changed })]);
    this.#declarationsAreUnchecked = false;
  }

  /** Reads the projects again, and the manifest, and goes on with those. */
  async #readProjects(): Promise<void> {
    const { root, targets, report } = this.#request;
    const graph = await readProjectGraph(root, this.#temporary);
    this.#graphIsOld = false;
    const before = this.#run;
    const next = new ResidentRun(root, graph, targets);
    if (next.manifest.engine.digest !== this.#engine) {
      await next.close();
      throw new DiagnosticError([diagnostic('CPG_WATCH_OUTDATED', {})]);
    }
    this.#run = next;
    await before.close();
    report({ event: 'reopened', because: 'projects or the manifest changed' });
  }

  #written(records: readonly TaskRecord[]): { readonly rows: number; readonly datasets: number } {
    const { manifest } = this.#run;
    const isGather = (target: string) => {
      const role = roleOf(target);
      return role.kind === 'dataset' && producerOf(manifest, role.dataset)?.kind === 'partitioned';
    };
    const built = records
      .filter(({ id }) => !isGather(id.slice(id.lastIndexOf(':') + 1)))
      .flatMap(({ datasets }) => Object.values(datasets).filter(({ outcome }) => outcome === 'built'));
    return { rows: built.reduce((sum, { rows }) => sum + rows, 0), datasets: built.length };
  }
}

const isFatal = ({ diagnostics }: DiagnosticError): boolean =>
  diagnostics.some(({ code }) => code === 'CPG_WATCH_OUTDATED' || code === 'CPG_WATCH_TARGET');

/** Files that Nx and we make projects of. */
const PROJECT_FILES = ['nx.json', 'project.json', 'package.json', 'pyproject.toml'];

/** Plugins make projects of files that we know nothing of; then it is a file without syntax that comes or goes. */
function mayChangeProjects({ path, kind }: ChangedFile, cpgRoot: string): boolean {
  if (PROJECT_FILES.includes(basename(path))) return true;
  if (COMPILED_FILES.some((file) => path === posix.join(cpgRoot, file))) return true;
  return kind !== 'updated' && languageOf(path) === null;
}
