import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { followFiles } from './file-events';

/** What chokidar would say, said by the test. */
class SaidEvents extends EventEmitter {
  closed = false;
  async close(): Promise<void> {
    this.closed = true;
  }
}

function following() {
  const events = new SaidEvents();
  const changes: (string | null)[] = [];
  const exhausted: string[] = [];
  const ready = followFiles({
    root: '/w',
    isIgnored: () => false,
    onChange: (path) => changes.push(path),
    onExhausted: (reason) => exhausted.push(reason),
    watcher: () => events,
  });
  return { events, changes, exhausted, ready };
}
const systemError = (code: string) => Object.assign(new Error(`${code}: System limit reached`), { code });

test('a file is named; of a directory everything may have changed', async () => {
  const { events, changes, ready } = following();
  events.emit('ready');
  await ready;
  events.emit('all', 'change', '/w/py/a.py');
  events.emit('all', 'unlinkDir', '/w/py');
  expect(changes).toEqual(['py/a.py', null]);
});

test.each(['ENOSPC', 'EMFILE'])('%s ends the events before they have begun, and says why', async (code) => {
  const { events, exhausted, ready } = following();
  events.emit('error', systemError(code));
  await ready;
  expect(exhausted).toEqual([`${code}: System limit reached`]);
  expect(events.closed).toBe(true);
});

test('a directory that vanishes while it is looked at is a change like any other', async () => {
  const { events, changes, exhausted, ready } = following();
  events.emit('ready');
  await ready;
  events.emit('error', systemError('EPERM'));
  expect({ changes, exhausted }).toEqual({ changes: [null], exhausted: [] });
});
