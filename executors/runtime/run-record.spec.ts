/** Run records on disk. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { KEPT_RUNS, newRunId, type RunRecord, runRecordSchema, writeRunRecord } from './run-record';

const runs = mkdtempSync(join(tmpdir(), 'cpg-runs-'));
afterEach(() => rmSync(runs, { recursive: true, force: true }));

const record = (id: string): RunRecord => ({
  version: 1,
  id,
  startedAt: '2026-01-02T03:04:05.678Z',
  finishedAt: '2026-01-02T03:04:06.678Z',
  threads: 2,
  cpuMilliseconds: 10,
  peakMemoryBytes: 1,
  tasks: [{ id: 'a:b', outcome: 'built', datasets: {}, files: 1, rows: 2, milliseconds: 3 }],
});

it('keeps the newest runs only', () => {
  const at = (second: number) => newRunId(new Date(Date.UTC(2026, 0, 1, 0, 0, second)));
  const ids = Array.from({ length: KEPT_RUNS + 3 }, (_, second) => at(second));
  for (const id of ids) writeRunRecord(runs, record(id));
  expect(readdirSync(runs).sort()).toEqual(ids.slice(3));
  const last = ids.at(-1) ?? '';
  expect(runRecordSchema.parse(JSON.parse(readFileSync(join(runs, last, 'run.json'), 'utf8')))).toEqual(record(last));
});

it('gives two runs of one moment different ids', () => {
  const now = new Date(0);
  expect(newRunId(now)).not.toBe(newRunId(now));
});
