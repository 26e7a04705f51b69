/**
 * Records the indexes in executors/extract/scip/fixtures anew: installs both indexers from the registry in a temporary
 * directory, runs them over the fixtures as an extraction does, and keeps what they write.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const record = join(root, 'executors', 'extract', 'scip', 'testing', 'record.ts');
const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'cpg-record-')));
try {
  const packages = ['@sourcegraph/scip-python@0.6.6', '@sourcegraph/scip-typescript@0.4.0', 'typescript@5.9.3'];
  execFileSync('npm', ['install', '--silent', '--no-save', '--prefix', workspace, ...packages], { stdio: 'inherit' });
  execFileSync(process.execPath, ['--require', '@swc-node/register', record, workspace], {
    cwd: root,
    stdio: 'inherit',
  });
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
