/** A small workspace in two states, and builds of it in processes that can be killed. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { declarations } from '../in-process/declarations';
import { dataOf } from '../in-process/edited-workspace';
import { edited, place } from '../in-process/edits';
import { type Projects, project, workspaceFiles } from '../in-process/project-files';
import { batchOf, keyedWorkspace } from '../in-process/task-keys';

export type State = 'before' | 'after';

export interface Ended {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly errors: string;
}

const BEFORE: Projects = new Map(
  [0, 1, 2].map((i) => {
    const found = project(`p0${i}`, i === 1 ? 'typescript' : 'python', i);
    return place(found, found.name);
  }),
);
/** Every file is another. */
const AFTER: Projects = Array.from({ length: 6 }, (_, at) => at).reduce(
  (projects, at) => edited(projects, { kind: 'add definition', at, to: 3, builds: 'nothing' }),
  BEFORE,
);

export class KillableBuilds {
  readonly #directory = realpathSync(mkdtempSync(join(tmpdir(), 'cpg-crash-')));
  readonly root = join(this.#directory, 'workspace');
  readonly store = join(this.root, '.cpg');
  readonly #clean = new Map<State, ReadonlyMap<string, Buffer>>();

  /** `dist` is the code of the packed cpg. */
  constructor(private readonly dist: string) {}

  /** Writes the sources of `state`. */
  write(state: State): void {
    const [manifest] = declarations();
    if (manifest === undefined) throw new Error('there is no manifest');
    for (const [path, content] of workspaceFiles(state === 'before' ? BEFORE : AFTER, manifest)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), content);
    }
    const nx = join(this.#directory, 'nx');
    const { graph, files, tasksOf } = keyedWorkspace(this.root, nx);
    const tasks = tasksOf('build');
    const plan = {
      root: this.root,
      manifest,
      graph,
      byProject: [...files.byProject].map(([name, hashes]) => [name, [...hashes]]),
      unowned: [...files.unowned],
      tasks: batchOf(tasks, Object.values(tasks.tasks)),
    };
    for (const [name, storeRoot] of [
      ['plan', this.root],
      ['clean', join(this.#directory, 'clean')],
    ] as const) {
      writeFileSync(join(this.#directory, `${name}-${state}.json`), JSON.stringify({ ...plan, storeRoot }));
    }
  }

  /** A build of `state`, once it begins. */
  async start(state: State): Promise<ChildProcess> {
    return this.#fork(`plan-${state}.json`);
  }

  /** A whole build of `state`. */
  async build(state: State): Promise<Ended> {
    return ended(await this.start(state));
  }

  /** What a build of `state` from nothing leaves, by path. */
  async clean(state: State): Promise<ReadonlyMap<string, Buffer>> {
    const known = this.#clean.get(state);
    if (known !== undefined) return known;
    const root = join(this.#directory, 'clean');
    rmSync(root, { recursive: true, force: true });
    const { code, errors } = await ended(await this.#fork(`clean-${state}.json`));
    if (code !== 0) throw new Error(errors);
    const data = dataOf(root);
    this.#clean.set(state, data);
    return data;
  }

  /** Files of the store that are not those of a build of `state` from nothing. */
  async differences(state: State): Promise<readonly string[]> {
    const found = dataOf(this.root);
    return [...(await this.clean(state))].filter(([file, bytes]) => !found.get(file)?.equals(bytes)).map(([f]) => f);
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #fork(plan: string): Promise<ChildProcess> {
    const child = fork(join(__dirname, 'build.cjs'), [this.dist, join(this.#directory, plan)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    });
    await Promise.race([once(child, 'message'), once(child, 'exit')]);
    return child;
  }
}

/** How a build ended. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const exit = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
  const errors = child.stderr === null ? '' : await text(child.stderr);
  await exit;
  return { code: child.exitCode, errors };
}
