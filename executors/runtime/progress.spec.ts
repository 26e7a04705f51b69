/** Progress lines. */
import { expect, it } from 'vitest';
import { createProgress } from './progress';

it('prints at most a line per interval, naming what runs', () => {
  const lines: string[] = [];
  let now = 0;
  const progress = createProgress(
    3,
    (line) => lines.push(line),
    () => now,
  );
  const task = progress.start('a:cpg-extract-words');
  progress.end(progress.start('a:other'));
  expect(lines).toEqual([]);
  Object.assign(task, { files: 3000, filesDone: 1200, rows: 45_678 });
  now = 2000;
  progress.tick();
  now = 2100;
  progress.tick();
  expect(lines).toEqual(['cpg: 1/3 tasks | a:cpg-extract-words 1,200/3,000 files, 45,678 rows']);
});
