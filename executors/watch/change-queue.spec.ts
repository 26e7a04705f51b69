import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Change, ChangeQueue } from './change-queue';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

/** The changes that a queue gives, as they come. */
function follow(queue: ChangeQueue): Change[] {
  const changes: Change[] = [];
  void (async () => {
    for (let change = await queue.next(); change !== null; change = await queue.next()) changes.push(change);
  })();
  return changes;
}
const pathsOf = (changes: readonly Change[]) => changes.map(({ paths }) => [...paths]);

test('what an editor does to one file in several steps is one change, as old as its first step', async () => {
  const queue = new ChangeQueue();
  const changes = follow(queue);
  for (let step = 0; step < 3; step++) {
    queue.add('a.py');
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(changes).toEqual([]);
  await vi.advanceTimersByTimeAsync(20);
  expect(changes).toEqual([{ paths: new Set(['a.py']), everything: false, since: 1_000_000 }]);
});

test('two files saved one after the other are two changes', async () => {
  const queue = new ChangeQueue();
  const changes = follow(queue);
  queue.add('a.py');
  await vi.advanceTimersByTimeAsync(100);
  queue.add('b.py');
  await vi.advanceTimersByTimeAsync(100);
  expect(pathsOf(changes)).toEqual([['a.py'], ['b.py']]);
});

test('thousands of files of a branch switch, with pauses between them, are one change', async () => {
  const queue = new ChangeQueue();
  const changes = follow(queue);
  for (let i = 0; i < 5000; i++) {
    queue.add(`f${i}.py`);
    if (i % 500 === 499) await vi.advanceTimersByTimeAsync(200);
  }
  await vi.advanceTimersByTimeAsync(300);
  expect(changes.map(({ paths }) => paths.size)).toEqual([5000]);
});

test('a file that is written without end does not keep the others from being seen', async () => {
  const queue = new ChangeQueue();
  const changes = follow(queue);
  queue.add('a.py');
  for (let i = 0; i < 200; i++) {
    queue.add('log.txt');
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(pathsOf(changes)[0]).toEqual(['a.py', 'log.txt']);
});

test('what comes while nobody asks is kept for the next question', async () => {
  const queue = new ChangeQueue();
  queue.add('a.py');
  queue.add(null);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await queue.next()).toEqual({ paths: new Set(['a.py']), everything: true, since: 1_000_000 });
});

test('closing ends the wait, also for a change that is not complete yet', async () => {
  const queue = new ChangeQueue();
  const idle = queue.next();
  queue.close();
  expect(await idle).toBeNull();
  const busy = new ChangeQueue();
  busy.add('a.py');
  const asked = busy.next();
  busy.close();
  expect(await asked).toBeNull();
});
