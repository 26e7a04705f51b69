/** `nx run cpg:watch` in a workspace, and what it says. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Workspace } from './workspace';

const report = z.looseObject({
  event: z.string(),
  files: z.union([z.array(z.string()), z.number()]).optional(),
  errors: z.array(z.string()).optional(),
});
export type Said = z.infer<typeof report>;

export class Watching {
  readonly #process: ChildProcess;
  readonly #said: AsyncIterator<Said>;
  /** What is no report. */
  #others = '';

  constructor(workspace: Workspace, ...args: readonly string[]) {
    this.#process = workspace.start(['run', 'cpg:watch', '--json', ...args]);
    this.#process.stderr?.on('data', (text) => {
      this.#others += text;
    });
    this.#said = this.#reports();
  }

  /** The next report of this kind. Throws when the watch ends before. */
  async next(event: string): Promise<Said> {
    for (;;) {
      const { value, done } = await this.#said.next();
      if (done) throw new Error(`the watch has ended: ${this.#others}`);
      if (value.event === event) return value;
      this.#others += `${JSON.stringify(value)}\n`;
    }
  }

  /** Once updates have named all of these files. */
  async followed(...files: readonly (string | undefined)[]): Promise<void> {
    const waiting = new Set(files);
    while (waiting.size > 0) {
      const { files: named } = await this.next('updated');
      if (Array.isArray(named)) for (const file of named) waiting.delete(file);
    }
  }

  /** Once a file is replaced. */
  async rewritten(file: string): Promise<void> {
    for await (const { filename } of watch(dirname(file))) if (filename === basename(file)) return;
  }

  /** As Ctrl-C does. */
  async interrupt(): Promise<void> {
    await this.#end('SIGINT');
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const { pid, exitCode, signalCode } = this.#process;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const exit = once(this.#process, 'exit');
    process.kill(-pid, signal);
    await exit;
    this.#process.stdout?.destroy();
    this.#process.stderr?.destroy();
  }

  async *#reports(): AsyncGenerator<Said> {
    if (this.#process.stdout === null) return;
    for await (const line of createInterface({ input: this.#process.stdout })) {
      if (line.startsWith('{')) yield report.parse(JSON.parse(line));
      else this.#others += `${line}\n`;
    }
  }
}
