/** After a run: what ran, what came from a cache, what was cut off, and how fast. */
import type { TaskResults } from '@nx/devkit';
import type { RunRecord } from './run-records';

export type TaskResult = TaskResults[string];

/**
 * The summary as text that ends in an empty line. `wallMilliseconds` is the time of the whole run, `runs` are the records
 * of what was executed in it. Rows per second count rows that were built, not those found in a cache, over the time in
 * which something was built: the rest of the run is Nx's.
 */
export function runSummary(
  results: readonly TaskResult[],
  runs: readonly RunRecord[],
  wallMilliseconds: number,
): string {
  const by = (...statuses: TaskResult['status'][]) => results.filter((r) => statuses.includes(r.status)).length;
  const executed = runs.flatMap((run) => run.tasks);
  const rows = sum(executed.filter((task) => task.outcome === 'built').map((task) => task.rows));
  const local = by('local-cache', 'local-cache-kept-existing');
  const parts = [
    count(by('success') + by('failure'), 'run'),
    count(executed.filter((task) => task.outcome === 'cut_off').length, 'of them cut off'),
    count(local, 'from the local cache'),
    count(by('remote-cache'), 'from the remote cache'),
    count(by('failure'), 'failed'),
    count(by('skipped', 'stopped'), 'skipped'),
  ].filter((part) => part !== null);
  const building = sum(runs.map((run) => Date.parse(run.finishedAt) - Date.parse(run.startedAt)));
  const speed =
    rows === 0
      ? ''
      : `, ${number(rows)} rows built in ${seconds(building)}, ${number((1000 * rows) / building)} rows/s`;
  return `\n cpg   ${results.length} ${results.length === 1 ? 'task' : 'tasks'}: ${parts.join(', ')}\n       ${seconds(wallMilliseconds)}${speed}\n\n`;
}

const count = (n: number, words: string): string | null => (n === 0 ? null : `${n} ${words}`);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const number = (n: number): string => Math.round(n).toLocaleString('en-US');
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
