/**
 * Fetches the real code that `npm run test:real` builds graphs of: django, flask and CPython's standard library from
 * Debian's packages, zod, rxjs and @trpc/server from the npm registry. It goes to the directory `CPG_CORPORA`, else to
 * `cpg-corpora` below the system's temporary directory, outside the repository; what is there already is not fetched
 * again. Packages that `e2e/real/known-anomalies.ts` names files of have a fixed version.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const cache = process.env.CPG_CORPORA ?? join(tmpdir(), 'cpg-corpora');

const CORPORA = {
  django: (work) => debianPackages(work, ['python3-django'], 'python3/dist-packages/django'),
  flask: (work) => debianPackages(work, ['python3-flask'], 'python3/dist-packages/flask'),
  // The tests hold what a compiler must refuse.
  'cpython-lib': (work) =>
    debianPackages(
      work,
      ['minimal', 'stdlib', 'testsuite'].map((part) => `libpython3.11-${part}`),
      'python3.11',
    ),
  zod: (work) => npmPackage(work, 'zod@4.6.7'),
  rxjs: (work) => npmPackage(work, 'rxjs@7.8.2'),
  'trpc-server': (work) => npmPackage(work, '@trpc/server'),
};

mkdirSync(cache, { recursive: true });
for (const [name, fetch] of Object.entries(CORPORA)) {
  const destination = join(cache, name);
  if (existsSync(destination)) {
    console.log(`${name}: already in ${destination}`);
    continue;
  }
  // Beside the destination, so that it appears whole or not at all.
  const work = mkdtempSync(join(cache, '.fetching-'));
  try {
    renameSync(fetch(work), destination);
    console.log(`${name}: fetched into ${destination}`);
  } catch (error) {
    console.error(`${name} cannot be fetched: ${error.message}`);
    process.exitCode = 1;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What the packages together have in `folder` of /usr/lib. */
function debianPackages(work, names, folder) {
  execFileSync('apt-get', ['download', ...names], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
  for (const file of readdirSync(work).filter((name) => name.endsWith('.deb'))) {
    execFileSync('dpkg', ['-x', join(work, file), work]);
  }
  return join(work, 'usr', 'lib', folder);
}

function npmPackage(work, specifier) {
  execFileSync('npm', ['pack', '--silent', specifier], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync('tar', ['-xzf', only(work, '.tgz')], { cwd: work });
  return join(work, 'package');
}

function only(directory, extension) {
  const found = readdirSync(directory).filter((name) => name.endsWith(extension));
  if (found.length !== 1) throw new Error(`expected one ${extension} file, found ${found.length}`);
  return found[0];
}
