/** Workspaces in which benchmarks run: temporary, with the packed cpg, links to the packages of this repository, caches of their own. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Directory of a corpus that `node scripts/corpora.mjs` fetched. */
export function corpus(name) {
  const directory = join(process.env.CPG_CORPORA ?? join(tmpdir(), 'cpg-corpora'), name);
  if (!existsSync(directory)) throw new Error(`${directory} is missing: run node scripts/corpora.mjs`);
  return directory;
}

/** Directory with the content of the tarball of cpg, below `scratch`, or the one that `CPG_E2E_PACKAGE` names. */
export function packedCpg(scratch) {
  if (process.env.CPG_E2E_PACKAGE !== undefined) return process.env.CPG_E2E_PACKAGE;
  const run = (command, args, cwd) => execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  const directory = join(scratch, 'packed');
  mkdirSync(directory);
  run('npm', ['pack', '--silent', '--pack-destination', directory], repository);
  const [tarball] = readdirSync(directory);
  run('tar', ['-xzf', tarball], directory);
  return join(directory, 'package');
}

export const scratchDirectory = () => mkdtempSync(join(tmpdir(), 'cpg-bench-'));

export class BenchWorkspace {
  /** `packed` is the package to install as cpg; null for a workspace without it. */
  constructor(root, packed) {
    this.root = root;
    this.packed = packed;
    mkdirSync(root, { recursive: true });
  }

  /** Writes files by their paths, with the package.json and nx.json that every workspace has. */
  static create(root, packed, files) {
    const workspace = new BenchWorkspace(root, packed);
    workspace.write({
      'package.json': '{ "name": "bench", "private": true }\n',
      'nx.json': '{}\n',
      '.gitignore': 'node_modules\n.nx-caches\n.cpg\nout\n',
      ...files,
    });
    workspace.install();
    workspace.git('init', '--quiet');
    return workspace;
  }

  write(files) {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
  }

  install() {
    const modules = join(this.root, 'node_modules');
    mkdirSync(modules);
    for (const name of readdirSync(join(repository, 'node_modules'))) {
      if (name !== '.cache' && name !== 'cpg') symlinkSync(join(repository, 'node_modules', name), join(modules, name));
    }
    if (this.packed !== null) cpSync(this.packed, join(modules, 'cpg'), { recursive: true });
  }

  git(...args) {
    const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...identity, ...args], { cwd: this.root, encoding: 'utf8' });
  }

  commit() {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', 'bench');
  }

  /** What is committed, elsewhere, with packages and without anything that was built. */
  clone(root) {
    execFileSync('git', ['clone', '--quiet', this.root, root]);
    const clone = new BenchWorkspace(root, this.packed);
    clone.install();
    return clone;
  }

  /**
   * Runs Nx and gives the CPU seconds (user and system) of it and its children, as the shell accounts for them, the wall
   * seconds, and what it says of each task (`cache-miss`, `local-cache-hit`, `remote-cache-hit`) by id.
   */
  nx(args, environment = {}) {
    const command = this.command(args, environment);
    const { status, stdout, stderr } = spawnSync('bash', command.args, { ...command.options, encoding: 'utf8' });
    return this.finished(args, status, stdout, stderr);
  }

  /** The same beside others, on one core. */
  async nxOnCore(core, args, environment = {}) {
    const command = this.command(args, environment, `taskset -c ${core} `);
    const child = spawn('bash', command.args, command.options);
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'])
      child[name].setEncoding('utf8').on('data', (text) => (output[name] += text));
    const [status] = await once(child, 'close');
    return this.finished(args, status, output.stdout, output.stderr);
  }

  command(args, environment, prefix = '') {
    rmSync(this.runFile, { force: true });
    const words = args.map((arg) => `'${arg}'`).join(' ');
    return {
      args: ['-c', `TIMEFORMAT='cpu %U %S %R'; time ${prefix}node node_modules/nx/dist/bin/nx.js ${words}`],
      options: {
        cwd: this.root,
        maxBuffer: 1 << 28,
        env: { ...this.environment(), ...environment },
      },
    };
  }

  environment() {
    return {
      ...process.env,
      NX_DAEMON: 'false',
      NX_TUI: 'false',
      NX_NO_CLOUD: 'true',
      NX_CACHE_DIRECTORY: join(this.root, '.nx-caches', 'cache'),
      NX_WORKSPACE_DATA_DIRECTORY: join(this.root, '.nx-caches', 'data'),
    };
  }

  finished(args, status, stdout, stderr) {
    if (status !== 0) throw new Error(`nx ${args.join(' ')} failed in ${this.root}:\n${stdout}${stderr}`);
    const [, user, system, wall] = /cpu ([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(stderr);
    const recorded = existsSync(this.runFile) ? JSON.parse(readFileSync(this.runFile, 'utf8')).tasks : [];
    const tasks = new Map(recorded.map((task) => [task.taskId, task.cacheStatus]));
    return { cpu: Number(user) + Number(system), wall: Number(wall), output: stdout, tasks };
  }

  get runFile() {
    return join(this.root, '.nx-caches', 'cache', 'run.json');
  }

  /** What the executor wrote down of the last run in which it ran. */
  lastRecord() {
    const runs = join(this.root, '.cpg', 'runs');
    return JSON.parse(readFileSync(join(runs, readdirSync(runs).sort().at(-1), 'run.json'), 'utf8'));
  }
}

/** The tests' remote cache, with a directory for its records. */
export async function remoteCache(directory) {
  mkdirSync(directory, { recursive: true });
  const server = spawn(process.execPath, [join(repository, 'e2e', 'remote-cache', 'server.mjs'), directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(server.stdout, 'data');
  return {
    environment: (token) => ({
      NX_SELF_HOSTED_REMOTE_CACHE_SERVER: String(line).trim(),
      NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: token,
    }),
    stop: () => server.kill(),
  };
}

/** An `cpg.config.ts` that leaves extractors out; null for none of them. */
export const configuration = (without) =>
  without === null
    ? {}
    : {
        'cpg/cpg.config.ts': `import { defineConfig } from 'cpg/declare';\nexport default defineConfig(${JSON.stringify({ without })});\n`,
      };

/** What `--name=` says on the command line, else `fallback`. */
export const option = (name, fallback) =>
  process.argv.map((arg) => new RegExp(`^--${name}=(.*)$`).exec(arg)?.[1]).find((found) => found !== undefined) ??
  fallback;

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Files of a directory by their paths below `prefix`, as far as `takes` takes them. */
export function filesBelow(directory, prefix, takes = () => true) {
  return Object.fromEntries(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
      .filter(takes)
      .map((file) => [`${prefix}/${file}`, readFileSync(join(directory, file))]),
  );
}

/** django with each of its top-level packages, or of those named, as a project, and one more for the modules beside them. */
export function splitDjango(only = null) {
  const directory = corpus('django');
  const packages = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== '__pycache__')
    .map((entry) => entry.name)
    .filter((name) => only === null || only.includes(name));
  const named = (name) => `[project]\nname = "${name}"\n`;
  return {
    packages,
    projects: ['django', ...packages.map((name) => `django-${name}`)],
    files: {
      ...filesBelow(directory, 'django', (file) => {
        const [folder] = file.split('/');
        return !file.endsWith('.pyc') && (folder === file || packages.includes(folder));
      }),
      'django/pyproject.toml': named('django'),
      ...Object.fromEntries(packages.map((name) => [`django/${name}/pyproject.toml`, named(`django-${name}`)])),
    },
  };
}
