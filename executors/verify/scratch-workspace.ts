/** A copy of the workspace elsewhere, in which the graph is built from nothing. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';
import { CPG_PROJECT, STORE_DIRECTORY } from '../../plugin/manifest/naming';
import { partitionOf, WORKSPACE_PARTITION } from '../../plugin/manifest/partition';
import { storePaths } from '../runtime/store-paths';

export interface ScratchWorkspace extends Disposable {
  /** Absolute. */
  readonly root: string;
}

const PACKAGES = 'node_modules';
/** What a build from nothing must not find. */
const LEFT_OUT = ['.git', '.nx', STORE_DIRECTORY];

/**
 * Builds what the store of `workspaceRoot` holds, or only the partitions of `projects`, in a copy without any cache.
 *
 * Errors: `CPG_VERIFY_BUILD` with the last lines of a build that fails; `CPG_NO_GRAPH` when there is nothing to compare.
 */
export function rebuilt(workspaceRoot: string, projects: readonly string[]): ScratchWorkspace {
  const targets = targetsIn(workspaceRoot, projects);
  const scratchDirectory = realpathSync(mkdtempSync(join(tmpdir(), 'cpg-verify-')));
  const root = join(scratchDirectory, 'workspace');
  // Beside the copy: nothing says that the workspace ignores them, and then they would be files of the graph.
  const caches = join(scratchDirectory, 'caches');
  const scratch = { root, [Symbol.dispose]: () => rmSync(scratchDirectory, { recursive: true, force: true }) };
  try {
    copyWorkspace(workspaceRoot, root);
    const only = projects.length > 0 ? projects : [CPG_PROJECT];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        nxOf(workspaceRoot),
        'run-many',
        '-p',
        only.join(','),
        '-t',
        targets.join(','),
        '--skip-sync',
        '--output-style=static',
      ],
      { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, env: withCaches(caches) },
    );
    if (status === 0) return scratch;
    throw new DiagnosticError([diagnostic('CPG_VERIFY_BUILD', { output: lastLines(`${stdout}${stderr}`) })]);
  } catch (error) {
    scratch[Symbol.dispose]();
    throw error;
  }
}

/** The targets whose outputs the store holds: what was built on demand is verified too. */
function targetsIn(workspaceRoot: string, projects: readonly string[]): readonly string[] {
  const { data } = storePaths(workspaceRoot);
  const partitions = projects.length > 0 ? projects.map(partitionOf) : [WORKSPACE_PARTITION];
  const found = partitions.flatMap((partition) => {
    const directory = join(data, partition);
    return existsSync(directory) ? readdirSync(directory) : [];
  });
  if (found.length === 0) throw new DiagnosticError([diagnostic('CPG_NO_GRAPH', {})]);
  return [...new Set(found)].sort();
}

function copyWorkspace(from: string, to: string): void {
  const { NX_CACHE_DIRECTORY, NX_WORKSPACE_DATA_DIRECTORY } = process.env;
  const moved = [NX_CACHE_DIRECTORY, NX_WORKSPACE_DATA_DIRECTORY].filter((path) => path !== undefined);
  const leftOut = new Set([...LEFT_OUT, ...moved].map((path) => resolve(from, path)));
  const packages: string[] = [];
  cpSync(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter(path) {
      if (basename(path) === PACKAGES) packages.push(relative(from, path));
      return basename(path) !== PACKAGES && !leftOut.has(path);
    },
  });
  for (const path of packages) linkPackages(join(from, path), join(to, path));
  // Nx asks git which files there are, where it can.
  if (existsSync(join(from, '.git'))) execFileSync('git', ['init', '--quiet'], { cwd: to });
}

/** Links to installed packages; those of the workspace itself, which are links already, lead to the copy. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    const path = join(from, name);
    if (name.startsWith('@')) linkPackages(path, join(to, name));
    else symlinkSync(lstatSync(path).isSymbolicLink() ? readlinkSync(path) : path, join(to, name));
  }
}

function nxOf(workspaceRoot: string): string {
  const manifest = createRequire(join(workspaceRoot, 'package.json')).resolve('nx/package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: { nx: string } };
  return join(dirname(manifest), bin.nx);
}

/** The environment with caches of its own below `directory`, and none that remembers anything. */
function withCaches(directory: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('NX_'));
  return {
    ...Object.fromEntries(inherited),
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_NO_CLOUD: 'true',
    NX_CACHE_DIRECTORY: join(directory, 'cache'),
    NX_WORKSPACE_DATA_DIRECTORY: join(directory, 'data'),
    CPG_EVIDENCE_CACHE_MB: '0',
  };
}

const LINES = 30;
const lastLines = (text: string): string => text.trimEnd().split('\n').slice(-LINES).join('\n');
