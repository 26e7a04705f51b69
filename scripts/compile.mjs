/** TypeScript and SQL sources -> `dist`, the code of the package. */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

rmSync(dist, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
for (const folder of ['plugin', 'executors', 'generators']) copyAssets(folder);
chmodSync(join(dist, 'executors', 'query', 'bin.js'), 0o755);

/** What is read at run time but is no TypeScript: the SQL of views, Python modules, queries and the files that generators write. */
function copyAssets(folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name === 'files') cpSync(join(root, path), join(dist, path), { recursive: true });
    else if (entry.isDirectory() && !/^(fixtures|goldens|testing)$/.test(entry.name)) copyAssets(path);
    else if (/\.(sql|py|scm)$/.test(entry.name)) cpSync(join(root, path), join(dist, path));
  }
}
