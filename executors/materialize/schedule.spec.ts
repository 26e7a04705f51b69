/** The order in which tasks start. */
import { describe, expect, it } from 'vitest';
import { type ScheduledTask, type Settled, schedule } from './schedule';

const task = (id: string, needs: readonly string[] = [], urgency = 0, resource = 'engine'): ScheduledTask => ({
  id,
  needs,
  urgency,
  resource,
});

async function run(tasks: readonly ScheduledTask[], slots: number, failing: readonly string[] = []) {
  const started: string[] = [];
  const settled: Settled<string>[] = [];
  let active = 0;
  let mostActive = 0;
  const outcomes = schedule(
    tasks,
    () => slots,
    async (id) => {
      started.push(id);
      mostActive = Math.max(mostActive, ++active);
      await Promise.resolve();
      active -= 1;
      if (failing.includes(id)) throw new Error(id);
      return id;
    },
  );
  for await (const outcome of outcomes) settled.push(outcome);
  return { started, mostActive, outcomes: Object.fromEntries(settled.map((s) => [s.id, s.kind])) };
}

describe('schedule', () => {
  it('starts the most urgent ready task first, and none before what it needs', async () => {
    const { started } = await run([task('a', [], 1), task('b', ['a'], 9), task('c', [], 5)], 1);
    expect(started).toEqual(['c', 'a', 'b']);
  });

  it('runs as many at once as there are slots', async () => {
    const tasks = ['a', 'b', 'c', 'd'].map((id) => task(id));
    expect((await run(tasks, 2)).mostActive).toBe(2);
  });

  it('gives each resource its own slots', async () => {
    const { mostActive } = await run(
      [task('a'), task('b'), task('c', [], 0, 'workers'), task('d', [], 0, 'workers')],
      1,
    );
    expect(mostActive).toBe(2);
  });

  it('skips everything behind a failure, however far, and runs the rest', async () => {
    const tasks = [
      task('z', ['y'], 9),
      task('y', ['x'], 5),
      task('x'),
      task('other'),
      task('last', ['z', 'other'], 10),
    ];
    const { outcomes } = await run(tasks, 1, ['x']);
    expect(outcomes).toEqual({ x: 'failed', y: 'skipped', z: 'skipped', last: 'skipped', other: 'done' });
  });

  it('refuses tasks that wait for each other', async () => {
    await expect(run([task('a', ['b']), task('b', ['a'])], 1)).rejects.toThrow('tasks wait for each other: a, b');
  });
});
