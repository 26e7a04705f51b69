/** One run of an indexer as a process of its own, with nothing of the machine in sight and an end in any case. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IndexerLimits } from './limits';

export interface IndexerCommand {
  /** Absolute path of the JavaScript to run. */
  readonly script: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly limits: IndexerLimits;
  /** Absolute; a directory for what the run itself needs. */
  readonly temporary: string;
}

export interface IndexerRun {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  /** Standard output and standard error as they came, cut after 4 MB. */
  readonly output: string;
  readonly cpuMilliseconds: number;
}

const MAX_OUTPUT = 4 * 1024 * 1024;

/**
 * Loaded by the indexer before its own code: ends it when the process that started it is gone, however that ended. The
 * indexer's own thread computes for minutes without looking up, so that another one has to wait.
 */
const END_WITH_PARENT = `
const { Worker, isMainThread } = require('node:worker_threads');
if (isMainThread) {
  const wait = "const { Socket } = require('node:net'); const end = () => process.kill(process.pid, 'SIGKILL');" +
    "new Socket({ fd: 0, readable: true, writable: false }).on('error', end).on('close', end).resume();";
  new Worker(wait, { eval: true }).unref();
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    require('node:fs').writeFileSync(process.env.CPG_CPU_FILE, String((user + system) / 1000));
  });
}
`;

/** Runs the command. Rejects only when no process can be started. */
export async function runIndexer(command: IndexerCommand): Promise<IndexerRun> {
  const { temporary, limits } = command;
  const nothing = join(temporary, 'nothing');
  mkdirSync(nothing, { recursive: true });
  const preload = join(temporary, 'end-with-parent.cjs');
  writeFileSync(preload, END_WITH_PARENT);
  const cpuFile = join(temporary, 'cpu');
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${limits.memoryMegabytes}`, '--require', preload, command.script, ...command.args],
    {
      cwd: command.cwd,
      env: environmentWith(nothing, cpuFile),
      // A group of its own, so that whatever it starts can be ended with it.
      detached: process.platform !== 'win32',
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    },
  );
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    endWithChildren(child);
  }, limits.timeoutMilliseconds);
  try {
    const output = collect(child);
    const { exitCode, signal } = await ended(child);
    return { exitCode, signal, timedOut, output: output(), cpuMilliseconds: cpuOf(cpuFile) };
  } finally {
    clearTimeout(timer);
  }
}

/** No PATH, no home, no options of Node: an indexer that looks for Python, git or a configuration finds none. */
function environmentWith(nothing: string, cpuFile: string): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  const own = { PATH: nothing, HOME: nothing, TMPDIR: nothing, TEMP: nothing, LC_ALL: 'C', TZ: 'UTC' };
  return { ...own, CPG_CPU_FILE: cpuFile, ...(SystemRoot === undefined ? {} : { SystemRoot }) };
}

function collect(child: ChildProcess): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      if (size < MAX_OUTPUT) chunks.push(chunk);
      size += chunk.length;
    });
  }
  return () => Buffer.concat(chunks).toString('utf8').slice(0, MAX_OUTPUT);
}

/** Time for the last output to arrive once the process has ended. */
const CLOSE_MILLISECONDS = 5000;

/** After `exit` the output may still be on its way; what it left running would go on, and keep that from ever closing. */
const ended = (child: ChildProcess): Promise<{ exitCode: number | null; signal: string | null }> =>
  new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (exitCode, signal) => {
      endWithChildren(child);
      const timer = setTimeout(() => resolve({ exitCode, signal }), CLOSE_MILLISECONDS);
      child.on('close', () => {
        clearTimeout(timer);
        resolve({ exitCode, signal });
      });
    });
  });

function endWithChildren({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // all of them are gone already
  }
}

function cpuOf(file: string): number {
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) || 0 : 0;
}
