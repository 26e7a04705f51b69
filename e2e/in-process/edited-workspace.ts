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
import { runTasks } from '../../executors/materialize/run';
import { openSession } from '../../executors/materialize/session';
import { workerEvidence } from '../../executors/materialize/worker-evidence';
import { openWorkspace } from '../../executors/materialize/workspace';
import { createProgress } from '../../executors/runtime/progress';
import { Store } from '../../executors/runtime/store';
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { type EventKind, edited, isEvent, type Step } from './edits';
import { type Projects, workspaceFiles } from './project-files';
import { TaskCache } from './task-cache';
import { batchOf, type KeyedWorkspace, keyedWorkspace, MANIFEST_TASK, neededBy } from './task-keys';

const THREADS = 2;

export class EditedWorkspace {
  readonly #directory = mkdtempSync(join(tmpdir(), 'cpg-edits-'));
  readonly root = join(this.#directory, 'workspace');
  readonly #clean = join(this.#directory, 'clean');
  readonly #cache = new TaskCache(this.root);
  readonly #remembering: EvidenceSource = workerEvidence(THREADS, join(this.root, '.cpg', 'cache'));
  readonly #forgetful: EvidenceSource = workerEvidence(THREADS, null);
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
  ) {
    const [manifest] = declarations;
    if (manifest === undefined) throw new Error('there is no manifest');
    this.#first = this.#projects = this.#otherBranch = projects;
    this.#manifest = manifest;
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

  async build(target: string): Promise<readonly string[]> {
    const keyed = this.#keyed();
    const graph = keyed.tasksOf(target);
    const missed = this.#restored(keyed, graph);
    if (missed.length === 0) return [];
    await this.#run(this.root, keyed, graph, missed, this.#remembering);
    for (const [id, key] of keyed.keys(missed, graph)) this.#cache.store(id, key, outputsOf(graph, id));
    return missed.map(({ id }) => id);
  }

  /** Builds everything, elsewhere from nothing too, and gives the files that differ, sorted. */
  async differences(): Promise<readonly string[]> {
    await this.build('build');
    const keyed = this.#keyed();
    const graph = keyed.tasksOf('build');
    rmSync(this.#clean, { recursive: true, force: true });
    await this.#run(this.#clean, keyed, graph, Object.values(graph.tasks), this.#forgetful);
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
    storeRoot: string,
    keyed: KeyedWorkspace,
    graph: TaskGraph,
    tasks: readonly Task[],
    evidence: EvidenceSource,
  ): Promise<void> {
    const files = async () => ({ now: keyed.files, hashed: null });
    const session = openSession({
      manifest: this.#manifest,
      workspace: openWorkspace(this.root, keyed.graph, files),
      store: new Store(storeRoot, THREADS),
      // A run ends its threads; here they are used again.
      evidence: { ...evidence, close: async () => {} },
      threads: THREADS,
      progress: createProgress(tasks.length, () => {}),
    });
    const batch = batchOf(graph, tasks);
    const failed: string[] = [];
    try {
      for await (const { record } of runTasks(session, batch)) {
        if (record.error !== undefined) failed.push(`${record.id}: ${record.error}`);
      }
    } finally {
      await session.close();
    }
    if (failed.length > 0) throw new Error(failed.slice(0, 5).join('\n'));
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
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
      this.#written.set(path, text);
    }
    return keyedWorkspace(this.root, join(this.#directory, 'nx'));
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
        this.#cache.forget(() => true);
        return;
      case 'delete some results':
        this.#cache.forget((place) => (place * 7 + at) % 5 === 0);
        return;
    }
    this.#cache.distrustDisk();
  }
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
