import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runIndexer } from './run-indexer';
import { isRunning } from './testing/is-running';

const LIMITS = { memoryMegabytes: 100, timeoutMilliseconds: 60_000 };

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'cpg-indexer-'));
});
afterEach(() => rmSync(temporary, { recursive: true, force: true }));

function program(code: string) {
  const script = join(temporary, 'program.js');
  writeFileSync(script, code);
  return { script, args: ['an argument'], cwd: temporary, limits: LIMITS, temporary };
}

test('a run gives the exit code, all output, and the time it took', async () => {
  const run = await runIndexer(
    program("console.log(process.argv[2]); console.error('e'.repeat(100000)); process.exitCode = 3;"),
  );
  expect(run).toMatchObject({ exitCode: 3, signal: null, timedOut: false });
  expect(run.output).toHaveLength('an argument\n'.length + 100_001);
  expect(run.cpuMilliseconds).toBeGreaterThan(0);
});

test('an indexer ends with the thread that started it, however busy it is', async () => {
  const marker = join(temporary, 'pid');
  const command = program(
    `require('node:fs').writeFileSync(${JSON.stringify(marker)}, String(process.pid)); for (;;);`,
  );
  const thread = new Worker(
    `require('@swc-node/register');
     const { runIndexer } = require(${JSON.stringify(join(__dirname, 'run-indexer.ts'))});
     runIndexer(require('node:worker_threads').workerData);`,
    {
      eval: true,
      workerData: command,
      env: { ...process.env, SWC_NODE_PROJECT: join(__dirname, '../../../tsconfig.json') },
    },
  );
  await expect.poll(() => existsSync(marker) && readFileSync(marker, 'utf8'), { timeout: 30_000 }).toBeTruthy();
  const pid = Number(readFileSync(marker, 'utf8'));
  expect(isRunning(pid)).toBe(true);
  await thread.terminate();
  await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
});
