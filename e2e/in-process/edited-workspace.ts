/** A workspace on disk that is edited and built, step by step: Nx's keys and cache in front, then the batch executor. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Task, TaskGraph } from '@nx/devkit';
import type { EvidenceSource } from '../../executors/materialize/evidence-source';
import type { FileSnapshots } from '../../executors/materialize/file-snapshots';
import { runTasks } from '../../executors/materialize/run';
import { openSession } from '../../executors/materialize/session';
import { workerEvidence } from '../../executors/materialize/worker-evidence';
import { openWorkspace } from '../../executors/materialize/workspace';
import { createProgress } from '../../executors/runtime/progress';
import { type RunRecord, runRecordSchema, type TaskRecord } from '../../executors/runtime/run-record';
import { Store } from '../../executors/runtime/store';
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { type EventKind, edited, isEvent, type Step } from './edits';
import { type Projects, workspaceFiles } from './project-files';
import { TaskCache } from './task-cache';
import { batchOf, type KeyedWorkspace, keyedWorkspace, MANIFEST_TASK, neededBy } from './task-keys';

export class EditedWorkspace {
  readonly #directory = mkdtempSync(join(tmpdir(), 'cpg-edits-'));
  readonly root = join(this.#directory, 'workspace');
  readonly #clean = join(this.#directory, 'clean');
  readonly #cache = new TaskCache(this.root);
  readonly #remembering: EvidenceSource;
  readonly #forgetful: EvidenceSource;
  readonly #written = new Map<string, string>();
  readonly #first: Projects;
  #firstResults: ReturnType<TaskCache['saved']> | undefined;
  #projects: Projects;
  #manifest: Manifest;
  /** Sources of the branch that is not checked out. */
  #otherBranch: Projects;

  constructor(
    projects: Projects,
    private readonly declarations: readonly Manifest[],
    private readonly threads = 2,
  ) {
    const [manifest] = declarations;
    if (manifest === undefined) throw new Error('there is no manifest');
    this.#first = this.#projects = this.#otherBranch = projects;
    this.#manifest = manifest;
    this.#remembering = workerEvidence(threads, join(this.root, '.cpg', 'cache'));
    this.#forgetful = workerEvidence(threads, null);
  }

  /** As it was after its first build, with that build's results in the cache and nothing in the store. */
  async reset(): Promise<void> {
    this.#projects = this.#otherBranch = this.#first;
    this.#manifest = this.declarations[0] ?? this.#manifest;
    rmSync(join(this.root, '.cpg'), { recursive: true, force: true });
    this.#cache.load(this.#firstResults ?? new Map());
    await this.build('build');
    this.#firstResults ??= this.#cache.saved();
  }

  /** Applies a step and builds what it says. Gives the ids of the tasks that no cache answered. */
  async take(step: Step): Promise<readonly string[]> {
    if (isEvent(step.kind)) this.#happen(step.kind, step);
    else this.#projects = edited(this.#projects, step);
    if (step.builds === 'nothing') return [];
    return this.build(step.builds === 'all' ? 'build' : 'calls_of_exports');
  }

  /** Has the sources as `change` says before the next build. */
  edit(change: (projects: Projects) => Projects): void {
    this.#projects = change(this.#projects);
  }

  /** Has another manifest, and files beside it, before the next build. */
  async declare(manifest: Manifest, files: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#manifest = manifest;
    for (const [path, text] of Object.entries(files)) this.#write(path, text);
    // They have loaded the code of the extractors that were.
    await this.#remembering.close();
  }

  /** Forgets all results, as `nx reset` does. */
  forgetResults(): void {
    this.#cache.forget(() => true);
  }

  /** What the executor wrote down of the last build in which a task ran; undefined if there was none since a reset. */
  lastRun(): RunRecord | undefined {
    const runs = join(this.root, '.cpg', 'runs');
    const last = existsSync(runs) ? readdirSync(runs).sort().at(-1) : undefined;
    if (last === undefined) return undefined;
    return runRecordSchema.parse(JSON.parse(readFileSync(join(runs, last, 'run.json'), 'utf8')));
  }

  /**
   * Builds `target` and gives the ids of the tasks that no cache answered. `meanwhile` happens between the keys and the
   * first task.
   *
   * @throws Error with what failed; the results of the other tasks are in the cache.
   */
  async build(target: string, meanwhile?: () => void): Promise<readonly string[]> {
    const keyed = this.#keyed();
    const graph = keyed.tasksOf(target);
    const missed = this.#restored(keyed, graph);
    if (missed.length === 0) return [];
    meanwhile?.();
    const files = { now: meanwhile === undefined ? keyed.files : this.#keyed().files, hashed: keyed.files };
    const records = await this.#run(
      { storeRoot: this.root, graph: keyed.graph, files },
      graph,
      missed,
      this.#remembering,
    );
    const failed = new Set(records.filter(({ error }) => error !== undefined).map(({ id }) => id));
    const made = missed.filter(({ id }) => !failed.has(id));
    for (const [id, key] of keyed.keys(made, graph)) this.#cache.store(id, key, outputsOf(graph, id));
    assertSucceeded(records);
    return missed.map(({ id }) => id);
  }

  /** Builds everything, elsewhere from nothing too, and gives the files that differ, sorted. */
  async differences(): Promise<readonly string[]> {
    await this.build('build');
    const keyed = this.#keyed();
    const graph = keyed.tasksOf('build');
    rmSync(this.#clean, { recursive: true, force: true });
    const place = { storeRoot: this.#clean, graph: keyed.graph, files: { now: keyed.files, hashed: null } };
    assertSucceeded(await this.#run(place, graph, Object.values(graph.tasks), this.#forgetful));
    const clean = dataOf(this.#clean);
    const found = dataOf(this.root);
    return [...clean].filter(([file, bytes]) => !found.get(file)?.equals(bytes)).map(([file]) => file);
  }

  async remove(): Promise<void> {
    await this.#remembering.close();
    await this.#forgetful.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /**
   * What Nx's cache answers is restored. A task behind one that has to run is not looked up, because its key would be
   * that of older outputs; all of those are one batch.
   */
  #restored(keyed: KeyedWorkspace, graph: TaskGraph): readonly Task[] {
    const settled = new Set([MANIFEST_TASK]);
    const missed = new Set<string>();
    const needs = (id: string) => neededBy(graph, id);
    let waiting = Object.values(graph.tasks).filter(({ id }) => id !== MANIFEST_TASK);
    while (waiting.length > 0) {
      const ready = waiting.filter(({ id }) => needs(id).every((needed) => settled.has(needed)));
      const behind = ready.filter(({ id }) => needs(id).some((needed) => missed.has(needed)));
      const asked = ready.filter((task) => !behind.includes(task));
      const keys = keyed.keys(asked, graph);
      for (const { id } of behind) missed.add(id);
      for (const [id, key] of keys) if (!this.#cache.restore(id, key, outputsOf(graph, id))) missed.add(id);
      for (const { id } of ready) settled.add(id);
      waiting = waiting.filter(({ id }) => !settled.has(id));
    }
    return Object.values(graph.tasks).filter(({ id }) => missed.has(id));
  }

  async #run(
    place: RunPlace,
    graph: TaskGraph,
    tasks: readonly Task[],
    evidence: EvidenceSource,
  ): Promise<readonly TaskRecord[]> {
    const session = openSession({
      manifest: this.#manifest,
      workspace: openWorkspace(this.root, place.graph, async () => place.files),
      store: new Store(place.storeRoot, this.threads),
      // A run ends its threads; here they are used again.
      evidence: { ...evidence, close: async () => {} },
      threads: this.threads,
      progress: createProgress(tasks.length, () => {}),
    });
    const records: TaskRecord[] = [];
    try {
      for await (const { record } of runTasks(session, batchOf(graph, tasks))) records.push(record);
    } finally {
      await session.close();
    }
    return records;
  }

  /** Writes what changed and looks at the workspace as Nx would. */
  #keyed(): KeyedWorkspace {
    const texts = workspaceFiles(this.#projects, this.#manifest);
    for (const path of [...this.#written.keys()].filter((written) => !texts.has(written))) {
      rmSync(join(this.root, path), { force: true });
      this.#written.delete(path);
    }
    for (const [path, text] of texts) {
      if (this.#written.get(path) === text) continue;
      this.#write(path, text);
      this.#written.set(path, text);
    }
    return keyedWorkspace(this.root, join(this.#directory, 'nx'));
  }

  #write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  #happen(kind: EventKind, { at, to }: Step): void {
    const data = join(this.root, '.cpg', 'data');
    const partitions = existsSync(data) ? readdirSync(data).sort() : [];
    const partition = join(data, partitions[at % Math.max(1, partitions.length)] ?? 'none');
    switch (kind) {
      case 'touch': {
        const paths = [...this.#written.keys()];
        utimesSync(join(this.root, paths[at % paths.length] ?? ''), at, at);
        return;
      }
      case 'change branch':
        [this.#projects, this.#otherBranch] = [this.#otherBranch, this.#projects];
        return;
      case 'change declaration':
        this.#manifest = this.declarations[to % this.declarations.length] ?? this.#manifest;
        return;
      case 'delete store':
        rmSync(join(this.root, '.cpg'), { recursive: true, force: true });
        break;
      case 'delete partition':
        rmSync(partition, { recursive: true, force: true });
        break;
      case 'damage partition': {
        const files = [...filesBelow(partition)];
        const file = files[to % Math.max(1, files.length)];
        if (file !== undefined) writeFileSync(file, readFileSync(file).subarray(1));
        break;
      }
      case 'delete cache':
        rmSync(join(this.root, '.cpg', 'cache'), { recursive: true, force: true });
        return;
      case 'delete results':
        this.forgetResults();
        return;
      case 'delete some results':
        this.#cache.forget((place) => (place * 7 + at) % 5 === 0);
        return;
    }
    this.#cache.distrustDisk();
  }
}

interface RunPlace {
  /** Directory of `.cpg`. */
  readonly storeRoot: string;
  readonly graph: KeyedWorkspace['graph'];
  readonly files: FileSnapshots;
}

function assertSucceeded(records: readonly TaskRecord[]): void {
  const failed = records.flatMap(({ id, error }) => (error === undefined ? [] : [`${id}: ${error}`]));
  if (failed.length > 0) throw new Error(failed.slice(0, 5).join('\n'));
}

const outputsOf = (graph: TaskGraph, id: string): readonly string[] => graph.tasks[id]?.outputs ?? [];

const filesBelow = (directory: string): readonly string[] =>
  existsSync(directory)
    ? readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [];

/** Every file of the store below `root`, by its path. */
export const dataOf = (root: string): ReadonlyMap<string, Buffer> => {
  const data = join(root, '.cpg', 'data');
  return new Map(filesBelow(data).map((file) => [relative(data, file), readFileSync(file)]));
};
