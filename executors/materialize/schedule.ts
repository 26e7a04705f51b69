/** Runs tasks in the order of their dependencies, the most urgent of the ready ones first. */
import { invariant } from '../../plugin/core/invariant';

export interface ScheduledTask {
  readonly id: string;
  /** Ids of tasks of the same run that must succeed first. */
  readonly needs: readonly string[];
  /** Tasks with the same resource share its slots. */
  readonly resource: string;
  /** How much work waits behind it; larger goes first. */
  readonly urgency: number;
}

export type Settled<T> = { readonly id: string } & (
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** `because`: the failed or skipped tasks that it needs. */
  | { readonly kind: 'skipped'; readonly because: readonly string[] }
);

/**
 * Yields every task once, as it settles. A failure skips the tasks that need it, directly or not, and nothing else.
 * At most `slots(resource)` tasks of one resource run at once.
 */
export async function* schedule<T>(
  tasks: readonly ScheduledTask[],
  slots: (resource: string) => number,
  run: (id: string) => Promise<T>,
): AsyncGenerator<Settled<T>> {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const waiting = new Set([...tasks].sort(byUrgency));
  const unsettled = new Set(byId.keys());
  const fallen = new Set<string>();
  const running = new Map<string, Promise<Settled<T>>>();
  const busy = new Map<string, number>();
  const settleAs = (settled: Settled<T>): Settled<T> => {
    unsettled.delete(settled.id);
    if (settled.kind !== 'done') fallen.add(settled.id);
    return settled;
  };
  while (unsettled.size > 0) {
    for (const task of waiting) {
      if (task.needs.some((id) => unsettled.has(id))) continue;
      const because = task.needs.filter((id) => fallen.has(id));
      const used = busy.get(task.resource) ?? 0;
      if (because.length > 0) {
        waiting.delete(task);
        yield settleAs({ id: task.id, kind: 'skipped', because });
      } else if (used < slots(task.resource)) {
        waiting.delete(task);
        busy.set(task.resource, used + 1);
        running.set(task.id, settle(task.id, run));
      }
    }
    if (running.size > 0) {
      const settled = await Promise.race(running.values());
      running.delete(settled.id);
      const resource = byId.get(settled.id)?.resource ?? '';
      busy.set(resource, (busy.get(resource) ?? 1) - 1);
      yield settleAs(settled);
    } else if (![...waiting].some((task) => task.needs.every((id) => !unsettled.has(id)))) {
      const stuck = [...waiting].map((task) => task.id);
      invariant(stuck.length === 0, `tasks wait for each other: ${stuck.join(', ')}`);
    }
  }
}

async function settle<T>(id: string, run: (id: string) => Promise<T>): Promise<Settled<T>> {
  try {
    return { id, kind: 'done', value: await run(id) };
  } catch (error) {
    return { id, kind: 'failed', error };
  }
}

const byUrgency = (a: ScheduledTask, b: ScheduledTask): number => b.urgency - a.urgency || (a.id < b.id ? -1 : 1);
