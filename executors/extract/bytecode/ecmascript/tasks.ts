/** Work that is still to be done, so that nested syntax needs no nested calls. */

export type Task = () => void;

/** A stack of tasks: those that a task adds are done before those that were there, in the order in which it adds them. */
export class Tasks {
  readonly #todo: Task[] = [];
  readonly #added: Task[] = [];

  add(task: Task): void {
    this.#added.push(task);
  }

  run(): void {
    for (;;) {
      for (let task = this.#added.pop(); task !== undefined; task = this.#added.pop()) this.#todo.push(task);
      const next = this.#todo.pop();
      if (next === undefined) return;
      next();
    }
  }
}
