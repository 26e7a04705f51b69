/** A workspace that `nx run cpg:watch` follows, and what a build from nothing would make of its sources. */
import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { runTasks } from '../executors/materialize/run';
import { openSession } from '../executors/materialize/session';
import { workerEvidence } from '../executors/materialize/worker-evidence';
import { openWorkspace } from '../executors/materialize/workspace';
import { createProgress } from '../executors/runtime/progress';
import { Store } from '../executors/runtime/store';
import { unwrap } from '../plugin/core/result';
import { MANIFEST_FILE, STAMP_FILE } from '../plugin/manifest/naming';
import { readManifest } from '../plugin/manifest/read-manifest';
import { dataOf } from './in-process/edited-workspace';
import { batchOf, keyedWorkspace } from './in-process/task-keys';
import type { Workspace } from './workspace';

const report = z.looseObject({ event: z.string(), files: z.union([z.array(z.string()), z.number()]).optional() });
export type Said = z.infer<typeof report>;

export class Watching {
  readonly #process: ChildProcess;
  readonly #said: AsyncIterator<Said>;
  #errors = '';

  constructor(workspace: Workspace, ...args: readonly string[]) {
    this.#process = workspace.start(['run', 'cpg:watch', '--json', ...args]);
    this.#process.stderr?.on('data', (text) => {
      this.#errors += text;
    });
    this.#said = this.#reports();
  }

  /** The next report of this kind. Throws when the watch ends before. */
  async next(...events: readonly string[]): Promise<Said> {
    for (;;) {
      const { value, done } = await this.#said.next();
      if (done) throw new Error(`the watch has ended: ${this.#errors}`);
      if (events.includes(value.event)) return value;
    }
  }

  /** Interrupts it as Ctrl-C does, and gives its exit code. */
  async interrupt(): Promise<number | null> {
    return this.#end('SIGINT');
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const { pid } = this.#process;
    if (pid === undefined) throw new Error('the watch did not start');
    if (this.#process.exitCode !== null) return this.#process.exitCode;
    const exit = once(this.#process, 'exit');
    process.kill(-pid, signal);
    await exit;
    return this.#process.exitCode;
  }

  async *#reports(): AsyncGenerator<Said> {
    if (this.#process.stdout === null) return;
    for await (const line of createInterface({ input: this.#process.stdout })) {
      if (line.startsWith('{')) yield report.parse(JSON.parse(line));
      else this.#errors += `${line}\n`;
    }
  }
}

/** Builds what a workspace has at the moment elsewhere, with threads that stay for the next time. */
export class CleanBuilds {
  readonly #evidence = workerEvidence(2, null);

  constructor(
    private readonly workspace: Workspace,
    private readonly directory: string,
  ) {}

  /** Files of the store that are not those of a build from nothing, sorted. */
  async differences(): Promise<readonly string[]> {
    const { root } = this.workspace;
    const clean = join(this.directory, 'clean');
    execFileSync('rm', ['-rf', clean]);
    const { graph, files, tasksOf } = keyedWorkspace(root, join(this.directory, 'nx'));
    const tasks = tasksOf('build');
    const session = openSession({
      manifest: unwrap(readManifest(this.workspace.path(`cpg/${MANIFEST_FILE}`), MANIFEST_FILE)),
      workspace: openWorkspace(root, graph, async () => ({ now: files, hashed: null })),
      store: new Store(clean, 2),
      evidence: { ...this.#evidence, close: async () => {} },
      threads: 2,
      progress: createProgress(0, () => {}),
    });
    try {
      for await (const { record } of runTasks(session, batchOf(tasks, Object.values(tasks.tasks)))) {
        if (record.error !== undefined) throw new Error(`${record.id}: ${record.error}`);
      }
    } finally {
      await session.close();
    }
    const found = dataOf(root);
    const expected = [...dataOf(clean)].filter(([file]) => !file.endsWith(STAMP_FILE));
    return expected.filter(([file, bytes]) => !found.get(file)?.equals(bytes)).map(([file]) => file);
  }

  close(): Promise<void> {
    return this.#evidence.close();
  }
}
