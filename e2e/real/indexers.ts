/** The indexers of names in a workspace, as a user would install them. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../workspace';

export const SCIP_PYTHON = '@sourcegraph/scip-python@0.6.6';
export const SCIP_TYPESCRIPT = '@sourcegraph/scip-typescript@0.4.0';

/** Versions of `indexers` into node_modules, in place of links into this repository, with what they need and nothing else. */
export function installIndexers(workspace: Workspace, indexers: readonly string[]): void {
  const elsewhere = workspace.path('.nx-caches/indexers');
  mkdirSync(elsewhere, { recursive: true });
  const packages = [...indexers, 'typescript@5.9.3'];
  execFileSync('npm', ['install', '--silent', '--no-save', '--prefix', elsewhere, ...packages], { stdio: 'inherit' });
  const copy = (name: string): void => {
    const source = join(elsewhere, 'node_modules', name);
    if (existsSync(source)) cpSync(source, workspace.path(`node_modules/${name}`), { recursive: true });
  };
  for (const name of ['@sourcegraph', 'commander', 'google-protobuf', 'progress']) {
    const link = workspace.path(`node_modules/${name}`);
    if (existsSync(link)) unlinkSync(link);
    copy(name);
  }
  for (const name of ['@iarna', 'command-exists', 'glob', 'vscode-languageserver']) {
    if (!existsSync(workspace.path(`node_modules/${name}`))) copy(name);
  }
  rmSync(elsewhere, { recursive: true, force: true });
}
