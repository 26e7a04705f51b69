/** A temporary Nx workspace with the packed cpg installed, caches of its own and no network. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { inject } from 'vitest';
import { z } from 'zod';
import { sha256 } from '../plugin/core/digest';

export type CacheStatus = 'cache-miss' | 'local-cache-hit' | 'remote-cache-hit';

export interface NxRun {
  readonly exitCode: number;
  /** Standard output and standard error. */
  readonly output: string;
  /** Task id to what became of it; empty for commands that run no tasks. */
  readonly tasks: ReadonlyMap<string, { readonly cache: CacheStatus; readonly exitCode: number }>;
}

const runFile = z.object({
  tasks: z.array(
    z.object({
      taskId: z.string(),
      cacheStatus: z.enum(['cache-miss', 'local-cache-hit', 'remote-cache-hit']),
      status: z.number(),
    }),
  ),
});

const runRecord = z.object({
  peakMemoryBytes: z.number(),
  tasks: z.array(
    z.object({
      id: z.string(),
      outcome: z.string(),
      files: z.number(),
      filesCached: z.number().optional(),
      datasets: z.record(z.string(), z.object({ outcome: z.string() })),
    }),
  ),
});

const REPOSITORY = join(__dirname, '..');
/** Nx keeps its caches per user; tests that share them find each other's results. */
const CACHES = '.nx-caches';
const NX = 'node_modules/nx/dist/bin/nx.js';

export class Workspace implements Disposable {
  private constructor(readonly root: string) {}

  /** A workspace with the files of `fixture` (a folder of `e2e/fixtures`) and the packed cpg, committed. */
  static create(fixture: string, packageDirectory: string = inject('packageDirectory')): Workspace {
    const workspace = new Workspace(temporaryDirectory());
    cpSync(join(__dirname, 'fixtures', fixture), workspace.root, { recursive: true });
    // Named like this, the file would apply to the fixture in this repository too.
    if (existsSync(workspace.path('gitignore'))) renameSync(workspace.path('gitignore'), workspace.path('.gitignore'));
    workspace.append('.gitignore', `${CACHES}\n`);
    installPackages(workspace.path('node_modules'), packageDirectory);
    workspace.git('init', '--quiet', '--initial-branch=main');
    workspace.commit('first');
    return workspace;
  }

  /** One that was made before. */
  static at(root: string): Workspace {
    return new Workspace(root);
  }

  /** The same workspace elsewhere, its store and Nx's caches included unless left out. */
  copy({ caches = true, store = true } = {}): Workspace {
    const copy = new Workspace(temporaryDirectory());
    const left = new Set([...(caches ? [] : [CACHES]), ...(store ? [] : ['.cpg'])]);
    for (const entry of readdirSync(this.root).filter((name) => !left.has(name))) {
      cpSync(this.path(entry), copy.path(entry), { recursive: true, verbatimSymlinks: true });
    }
    return copy;
  }

  path(path: string): string {
    return join(this.root, ...path.split('/'));
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  append(path: string, text: string): void {
    this.write(path, `${existsSync(this.path(path)) ? this.read(path) : ''}${text}`);
  }

  /** Replaces the one occurrence of `before`. */
  edit(path: string, before: string, after: string): void {
    const parts = this.read(path).split(before);
    if (parts.length !== 2) throw new Error(`${path} contains '${before}' ${parts.length - 1} times`);
    this.write(path, parts.join(after));
  }

  remove(path: string): void {
    rmSync(this.path(path), { recursive: true });
  }

  git(...args: readonly string[]): string {
    const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...identity, ...args], { cwd: this.root, encoding: 'utf8' });
  }

  commit(message: string): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
  }

  nx(args: readonly string[], environment: Readonly<Record<string, string>> = {}): NxRun {
    const runs = this.path(`${CACHES}/cache/run.json`);
    rmSync(runs, { force: true });
    const { status, stdout, stderr } = this.spawn(this.path(NX), args, environment);
    const tasks = existsSync(runs) ? runFile.parse(JSON.parse(readFileSync(runs, 'utf8'))).tasks : [];
    return {
      exitCode: status,
      output: stdout + stderr,
      tasks: new Map(tasks.map((t) => [t.taskId, { cache: t.cacheStatus, exitCode: t.status }])),
    };
  }

  /** Like `nx`, and throws with the output when it fails. */
  nxOk(args: readonly string[], environment: Readonly<Record<string, string>> = {}): NxRun {
    const run = this.nx(args, environment);
    if (run.exitCode !== 0) throw new Error(`nx ${args.join(' ')} exited with ${run.exitCode}:\n${run.output}`);
    return run;
  }

  /** Rows of a statement over the graph that was built last, as the command `cpg query` prints them. */
  query(sql: string): readonly Readonly<Record<string, unknown>>[] {
    const bin = this.path('node_modules/cpg/dist/executors/query/bin.js');
    const { status, stdout, stderr } = this.spawn(bin, ['query', '--sql', sql, '--format', 'json'], {});
    if (status !== 0) throw new Error(stderr);
    return z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(stdout));
  }

  /** What the executor did in the last run in which one ran: task id to outcome (`built`, `cut_off`, ...). */
  lastRun(): ReadonlyMap<string, string> {
    return new Map(this.lastRecord().tasks.map((task) => [task.id, task.outcome]));
  }

  /** Datasets of a task that had this outcome (`built`, `cut_off`) in the last run in which the executor ran, sorted. */
  lastDatasets(task: string, outcome: string): readonly string[] {
    const datasets = this.lastRecord().tasks.find(({ id }) => id === task)?.datasets ?? {};
    return Object.keys(datasets)
      .filter((name) => datasets[name]?.outcome === outcome)
      .sort();
  }

  /** How many files a task read in the last run in which the executor ran, and how many of those were remembered. */
  lastFiles(task: string) {
    const { files, filesCached } = this.lastRecord().tasks.find(({ id }) => id === task) ?? {};
    return { files, filesCached };
  }

  /** The most memory that the process of the executor had in the last run, in bytes. */
  lastPeakMemory(): number {
    return this.lastRecord().peakMemoryBytes;
  }

  private lastRecord() {
    const last = readdirSync(this.path('.cpg/runs')).sort().at(-1);
    return runRecord.parse(JSON.parse(this.read(`.cpg/runs/${last}/run.json`)));
  }

  /** Every file of the store but run records and the evidence cache, by its path below it, with its digest. */
  storeDigests(): ReadonlyMap<string, string> {
    const data = this.path('.cpg/data');
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(
      files
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file): [string, string] => [relative(data, file).split(sep).join('/'), sha256(readFileSync(file))])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** An Nx command that goes on, in a process group of its own; its standard output is a pipe. */
  start(args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [this.path(NX), ...args], {
      cwd: this.root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: this.environment({}),
    });
  }

  /** The exit code of an Nx command that runs beside others. */
  async finished(args: readonly string[]): Promise<number | null> {
    const child = this.start(args);
    child.stdout?.resume();
    child.stderr?.resume();
    await once(child, 'exit');
    return child.exitCode;
  }

  private environment(environment: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(NX_|CI$|VITEST|NODE_OPTIONS$)/.test(name));
    return {
      ...Object.fromEntries(inherited),
      NX_DAEMON: 'false',
      NX_TUI: 'false',
      // A process per plugin is half of what a command takes. `build.spec.ts` has them once.
      NX_ISOLATE_PLUGINS: 'false',
      NX_CACHE_DIRECTORY: this.path(`${CACHES}/cache`),
      NX_WORKSPACE_DATA_DIRECTORY: this.path(`${CACHES}/data`),
      NX_NO_CLOUD: 'true',
      ...environment,
    };
  }

  private spawn(script: string, args: readonly string[], environment: Readonly<Record<string, string>>) {
    // Not pipes: a process that exits loses what a busy reader has not taken from them yet.
    using outputs = new OutputFiles();
    const { status, error } = spawnSync(process.execPath, [script, ...args], {
      cwd: this.root,
      stdio: ['ignore', ...outputs.descriptors],
      env: this.environment(environment),
    });
    if (error !== undefined) throw error;
    const [stdout, stderr] = outputs.read();
    return { status: status ?? 1, stdout, stderr };
  }
}

/** Files that a process writes its standard output and standard error to. */
class OutputFiles implements Disposable {
  readonly #directory = temporaryDirectory();
  readonly #paths = [join(this.#directory, 'stdout'), join(this.#directory, 'stderr')] as const;
  readonly descriptors = this.#paths.map((path) => openSync(path, 'w'));

  read(): readonly [string, string] {
    const [stdout, stderr] = this.#paths;
    return [readFileSync(stdout, 'utf8'), readFileSync(stderr, 'utf8')];
  }

  [Symbol.dispose](): void {
    for (const descriptor of this.descriptors) closeSync(descriptor);
    rmSync(this.#directory, { recursive: true });
  }
}

const temporaryDirectory = (): string => realpathSync(mkdtempSync(join(tmpdir(), 'cpg-e2e-')));

/** cpg as it is packed, and links to everything else that this repository has installed, instead of a download. */
function installPackages(nodeModules: string, packageDirectory: string): void {
  mkdirSync(nodeModules);
  for (const name of readdirSync(join(REPOSITORY, 'node_modules'))) {
    if (name !== '.cache' && name !== 'cpg')
      symlinkSync(join(REPOSITORY, 'node_modules', name), join(nodeModules, name));
  }
  cpSync(packageDirectory, join(nodeModules, 'cpg'), { recursive: true });
}
