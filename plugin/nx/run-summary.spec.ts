import type { TaskResults } from '@nx/devkit';
import { expect, test, vi } from 'vitest';
import { temporaryWorkspace } from '../manifest/testing/temporary-workspace';
import { endRun } from './end-run';
import { runSummary } from './run-summary';

type Result = TaskResults[string];

function result(project: string, target: string, status: Result['status'], outputs: string[] = []): Result {
  const id = `${project}:${target}`;
  return {
    task: { id, target: { project, target }, overrides: {}, outputs, parallelism: true, cache: true },
    status,
    code: 0,
  };
}

function printed(results: readonly Result[], files: Readonly<Record<string, string>> = {}): string {
  using workspace = temporaryWorkspace(files);
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    endRun({
      id: '1',
      workspaceRoot: workspace.root,
      nxJsonConfiguration: {},
      taskResults: Object.fromEntries(results.map((r) => [r.task.id, r])),
      argv: [],
      startTime: Date.parse('2026-01-01T00:00:00.000Z'),
      endTime: Date.parse('2026-01-01T00:00:02.000Z'),
    });
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
  }
}

const recordAt = (startedAt: string) =>
  JSON.stringify({
    startedAt,
    finishedAt: '2026-01-01T00:00:01.500Z',
    tasks: [
      { id: 'a:x', outcome: 'built', rows: 3000 },
      { id: 'a:y', outcome: 'cut_off', rows: 9 },
    ],
  });

test('counts what ran, what was cut off and what each cache gave', () => {
  const text = runSummary(
    [
      result('a', 'cpg-stage-1', 'success'),
      result('a', 'cpg-stage-2', 'success'),
      result('b', 'cpg-stage-1', 'local-cache'),
      result('c', 'cpg-stage-1', 'remote-cache'),
    ],
    [
      {
        startedAt: '2026-01-01T00:00:00.500Z',
        finishedAt: '2026-01-01T00:00:01.500Z',
        tasks: [
          { outcome: 'built', rows: 3000 },
          { outcome: 'cut_off', rows: 9 },
        ],
      },
    ],
    2000,
  );
  expect(text).toBe(
    '\n cpg   4 tasks: 2 run, 1 of them cut off, 1 from the local cache, 1 from the remote cache\n' +
      '       2.0 s, 3,000 rows built in 1.0 s, 3,000 rows/s\n\n',
  );
});

test('takes the records of this run only', () => {
  const text = printed([result('cpg', 'build', 'success')], {
    '.cpg/runs/old/run.json': recordAt('2025-12-31T23:59:59.000Z'),
    '.cpg/runs/now/run.json': recordAt('2026-01-01T00:00:01.000Z'),
    '.cpg/runs/torn/run.json': '{',
  });
  expect(text).toContain('3,000 rows built');
});

test('says nothing after runs without tasks of ours, queries included', () => {
  expect(printed([result('a', 'lint', 'success'), result('cpg', 'query', 'success')])).toBe('');
});
