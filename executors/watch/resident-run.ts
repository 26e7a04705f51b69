import type { ProjectGraph } from '@nx/devkit';
import { createTaskGraph } from 'nx/src/tasks-runner/create-task-graph';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { CPG_PROJECT, roleOf } from '../../plugin/manifest/naming';
import { tasksOf } from '../materialize/batch';
import { contextOf, filesDigest, filesToExtract } from '../materialize/extraction-files';
import type { FileSnapshot } from '../materialize/file-snapshots';
import { openRun } from '../materialize/open-run';
import { type RunTask, settleTasks } from '../materialize/run';
import { runTask } from '../materialize/run-task';
import type { Session } from '../materialize/session';
import { openWorkspace } from '../materialize/workspace';
import { createProgress } from '../runtime/progress';
import type { TaskRecord } from '../runtime/run-record';
import { versionOf } from '../runtime/store';
import { datasetFiles } from '../runtime/store-paths';
import { endsOf, namesOf, reachedBy, type TaskEnds } from './affected-tasks';
import { ownersIn } from './source-files';

const SILENT = createProgress(0, () => {});

export class ResidentRun {
  readonly #session: Session;
  readonly #ends: readonly TaskEnds[];
  readonly #endsById: ReadonlyMap<string, TaskEnds>;
  /** Digests of the files that extractions read when they last succeeded, by task. */
  readonly #read = new Map<string, string>();
  /** Versions of the stamps that tasks left when they last succeeded, by task. */
  readonly #left = new Map<string, string>();
  readonly #running = new Set<Promise<unknown>>();
  #stopped = false;

  /** Errors: those of `openRun`, and `CPG_WATCH_TARGET`. */
  constructor(
    root: string,
    readonly graph: ProjectGraph,
    targets: readonly string[],
  ) {
    const session = openRun({ root, projectGraph: graph }, 0, { progress: SILENT, resident: true });
    this.#session = session;
    this.#ends = tasksToWatch(graph, targets).map((task) => endsOf(session.manifest, session.workspace, task));
    this.#endsById = new Map(this.#ends.map((ends) => [ends.task.id, ends]));
  }

  get manifest() {
    return this.#session.manifest;
  }

  get cpgRoot() {
    return this.#session.workspace.cpgRoot;
  }

  /** How many there are to keep up to date. */
  get tasks(): number {
    return this.#ends.length;
  }

  /**
   * Brings up to date what the sources in `snapshot` reach; gives the tasks that did something, or could not. `changed`
   * are the files that may differ from those of the last update.
   */
  async update(snapshot: FileSnapshot, changed: readonly string[]): Promise<readonly TaskRecord[]> {
    const { root } = this.#session.workspace;
    const workspace = openWorkspace(root, this.graph, async () => ({ now: snapshot, hashed: null }));
    const session = { ...this.#session, workspace };
    session.store.renew();
    const digests = await this.#filesRead(session, changed);
    const dirty = new Set([...this.#changedBy(digests), ...this.#notAsLeft()]);
    const tasks = amongThemselves(reachedBy(dirty, this.#ends).map(({ task }) => task));
    const written = new Set<string>();
    const perform: typeof runTask = async (of, task, progress) => {
      const reads = this.#endsById.get(task.id)?.reads ?? [];
      if (!dirty.has(task.id) && !reads.some((name) => written.has(name))) return { datasets: {}, files: 0 };
      const running = runTask(of, task, progress);
      this.#running.add(running);
      try {
        return await running;
      } finally {
        this.#running.delete(running);
      }
    };
    const records: TaskRecord[] = [];
    for await (const { record } of settleTasks(session, tasks, perform)) {
      const writes = this.#endsById.get(record.id)?.writes ?? [];
      for (const place of writes) {
        if (record.datasets[place.dataset]?.outcome === 'built') for (const name of namesOf(place)) written.add(name);
      }
      this.#settled(record, digests);
      if (Object.keys(record.datasets).length > 0 || record.error !== undefined) records.push(record);
      if (this.#stopped) break;
    }
    // Those that were running when it was stopped.
    await Promise.allSettled(this.#running);
    return records;
  }

  /** Starts nothing more. */
  stop(): void {
    this.#stopped = true;
  }

  /** Not during an update. */
  async close(): Promise<void> {
    await this.#session.close();
  }

  #settled(record: TaskRecord, digests: ReadonlyMap<string, string>): void {
    const { id, outcome } = record;
    if (outcome === 'built' || outcome === 'cut_off') {
      this.#read.set(id, digests.get(id) ?? '');
      this.#left.set(id, this.#versionsOf(id));
    } else {
      this.#read.delete(id);
      this.#left.delete(id);
    }
  }

  /** Digests of what each extraction would read now, if `changed` files may be among it. */
  async #filesRead(session: Session, changed: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const digests = new Map<string, string>();
    const owners = new Set(changed.map(ownersIn(this.graph)));
    for (const { task } of this.#ends) {
      const role = roleOf(task.target);
      if (role.kind !== 'extract') continue;
      // Files of no project, and what is around one: only looking tells.
      const isApart = task.project === CPG_PROJECT || session.manifest.extractors[role.extractor]?.context !== null;
      const known = this.#read.get(task.id);
      if (known !== undefined && !isApart && !owners.has(task.project)) {
        digests.set(task.id, known);
        continue;
      }
      const { files } = await filesToExtract(session, task, role.extractor);
      digests.set(task.id, filesDigest(files, task.project, await contextOf(session, task, role.extractor)));
    }
    return digests;
  }

  #changedBy(digests: ReadonlyMap<string, string>): readonly string[] {
    return [...digests].filter(([id, digest]) => this.#read.get(id) !== digest).map(([id]) => id);
  }

  /** Tasks that failed or never ran, or whose outputs somebody else has touched since. */
  #notAsLeft(): readonly string[] {
    const ids = this.#ends.map(({ task }) => task.id);
    return ids.filter((id) => this.#left.get(id) !== this.#versionsOf(id));
  }

  #versionsOf(id: string): string {
    const { paths } = this.#session.store;
    const writes = this.#endsById.get(id)?.writes ?? [];
    return writes.map((place) => versionOf(datasetFiles(paths, place).stamp)).join('\n');
  }
}

function tasksToWatch(graph: ProjectGraph, targets: readonly string[]): readonly RunTask[] {
  const own = graph.nodes[CPG_PROJECT]?.data.targets ?? {};
  for (const target of targets) {
    const role = roleOf(target);
    const isBuild = role.kind === 'reserved' && (target === 'build' || target === 'cpg-build');
    if (own[target] === undefined || (role.kind === 'reserved' && !isBuild)) {
      throw new DiagnosticError([diagnostic('CPG_WATCH_TARGET', { target })]);
    }
  }
  const tasks = tasksOf(createTaskGraph(graph, {}, [CPG_PROJECT], [...targets], undefined, {}));
  return amongThemselves(tasks.filter(({ target }) => roleOf(target).kind !== 'reserved'));
}

/** Tasks that wait for each other and for no others. */
function amongThemselves(tasks: readonly RunTask[]): readonly RunTask[] {
  const ids = new Set(tasks.map(({ id }) => id));
  return tasks.map((task) => ({ ...task, needs: task.needs.filter((id) => ids.has(id)) }));
}
