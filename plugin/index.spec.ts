import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Modules that a process has loaded after it required what Nx loads of us. */
function loadedBy(module: string): readonly string[] {
  const script = `require(${JSON.stringify(module)}); console.log(JSON.stringify(Object.keys(require.cache)))`;
  const output = execFileSync(process.execPath, ['-r', '@swc-node/register', '-e', script], {
    cwd: join(__dirname, '..'),
    encoding: 'utf8',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  return JSON.parse(output) as readonly string[];
}

test('what Nx loads while it builds its graph brings no query engine, module loader, parser or compiler', () => {
  const loaded = loadedBy('./plugin/index.ts').map((path) => path.replaceAll('\\', '/'));
  const heavy = /@duckdb|\/jiti\/|tree-sitter|apache-arrow|piscina|\/plugin\/(compile|declaration|semantics|plan)\b/;
  expect(loaded.length).toBeGreaterThan(10);
  expect(loaded.filter((path) => heavy.test(path))).toEqual([]);
});
