/** The project graph as it is now, from an Nx of its own: the one around this process has read its plugins already. */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ProjectGraph } from '@nx/devkit';
import { DiagnosticError, diagnostic } from '../../plugin/core/diagnostic';

const run = promisify(execFile);

/** What Nx hands to the process of a task, and to nobody else. */
const OF_THIS_TASK = /^NX_(INVOCATION|TASK|TERMINAL|STREAM|FORKED|PSEUDO|CLI_SET)/;

const DEVKIT = createRequire(__filename).resolve('@nx/devkit');

/** `nx graph` would print what is wrong, leave it out, and succeed. */
const READ = `
require(process.argv[2]).createProjectGraphAsync({ exitOnError: true }).then((graph) => {
  require('node:fs').writeFileSync(process.argv[1], JSON.stringify(graph));
  process.exit(0);
});`;

/** Errors: `CPG_PROJECTS_INVALID`, with what Nx says. `directory` is for a file that is removed again. */
export async function readProjectGraph(root: string, directory: string): Promise<ProjectGraph> {
  const file = join(directory, 'graph.json');
  mkdirSync(directory, { recursive: true });
  const inherited = Object.entries(process.env).filter(([name]) => !OF_THIS_TASK.test(name));
  // The daemon may not have seen the last change yet. A process per plugin is half of what the command takes.
  const env = {
    ...Object.fromEntries(inherited),
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_ISOLATE_PLUGINS: 'false',
    FORCE_COLOR: '0',
  };
  try {
    await run(process.execPath, ['-e', READ, file, DEVKIT], { cwd: root, env, maxBuffer: 1 << 26 });
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new DiagnosticError([diagnostic('CPG_PROJECTS_INVALID', { output: saidBy(error) })]);
  } finally {
    rmSync(file, { force: true });
  }
}

function saidBy(error: unknown): string {
  const said = error instanceof Error && 'stdout' in error && 'stderr' in error ? `${error.stdout}${error.stderr}` : '';
  return said.trim() || String(error);
}
