/** Lines that tell a waiting person how far a run is. Plain text, because Nx pipes the output of a batch. */

export interface TaskProgress {
  readonly id: string;
  /** Files it has to read; 0 until known, and for tasks that read none. */
  files: number;
  filesDone: number;
  rows: number;
}

export interface Progress {
  start(id: string): TaskProgress;
  end(task: TaskProgress): void;
  /** Prints a line at once. */
  note(text: string): void;
  /** Called whenever a number changed; prints at most one line per interval. */
  tick(): void;
}

const INTERVAL_MILLISECONDS = 2000;
/** Running tasks named in one line. */
const NAMED = 3;

const count = (n: number): string => n.toLocaleString('en-US');

/** Progress over `total` tasks; a run shorter than the interval prints nothing. */
export function createProgress(total: number, print: (line: string) => void, now: () => number = Date.now): Progress {
  const running = new Set<TaskProgress>();
  let done = 0;
  let printed = now();
  const describe = (task: TaskProgress) =>
    task.files > 0
      ? `${task.id} ${count(task.filesDone)}/${count(task.files)} files, ${count(task.rows)} rows`
      : task.id;
  const tick = () => {
    if (now() - printed < INTERVAL_MILLISECONDS) return;
    printed = now();
    const named = [...running].slice(0, NAMED).map(describe).join('; ');
    const others = running.size > NAMED ? `; ${running.size - NAMED} more` : '';
    print(`cpg: ${done}/${total} tasks${named === '' ? '' : ` | ${named}${others}`}`);
  };
  return {
    start(id) {
      const task = { id, files: 0, filesDone: 0, rows: 0 };
      running.add(task);
      tick();
      return task;
    },
    end(task) {
      running.delete(task);
      done += 1;
      tick();
    },
    note: (text) => print(`cpg: ${text}`),
    tick,
  };
}
