/** Once per run: the sources become the tarball that users install, unpacked for every workspace of the tests. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Directory with the content of the tarball. */
    packageDirectory: string;
  }
}

/** `CPG_E2E_PACKAGE` names the unpacked content of another tarball to test instead. */
export default function pack(project: TestProject): () => void {
  const given = process.env.CPG_E2E_PACKAGE;
  if (given !== undefined) {
    project.provide('packageDirectory', given);
    return () => {};
  }
  const repository = join(__dirname, '..');
  const directory = mkdtempSync(join(tmpdir(), 'cpg-package-'));
  const run = (command: string, args: readonly string[]) =>
    execFileSync(command, args, { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
  // The script `prepack` compiles first, as it does before publishing.
  run('npm', ['pack', '--silent', '--pack-destination', directory]);
  const [tarball] = readdirSync(directory);
  if (tarball === undefined) throw new Error('npm pack made no tarball');
  run('tar', ['-xzf', join(directory, tarball), '-C', directory]);
  project.provide('packageDirectory', join(directory, 'package'));
  return () => rmSync(directory, { recursive: true, force: true });
}
