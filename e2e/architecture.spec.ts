import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { beforeAll, expect, test } from 'vitest';
import { temporaryWorkspace } from '../plugin/manifest/testing/temporary-workspace';
import { RULES } from './architecture-rules';

async function cruised(directory: string): Promise<ICruiseResult> {
  const { output } = await cruise(
    ['plugin', 'executors', 'generators'],
    {
      baseDir: directory,
      ruleSet: { forbidden: [...RULES] },
      validate: true,
      // Type-only imports too: they vanish from the compiled code, but not from what a reader has to know.
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '/(fixtures|files)/' },
    },
    { extensions: ['.ts', '.js'] },
  );
  if (typeof output === 'string') throw new Error(output);
  return output;
}

const violations = ({ summary }: ICruiseResult) =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);

let repository: ICruiseResult;
beforeAll(async () => {
  repository = await cruised(join(__dirname, '..'));
});

test('every module imports only what it may', () => {
  expect(violations(repository)).toEqual([]);
});

test('the modules are seen at all', () => {
  // With a TypeScript that the tool cannot drive it finds none, and nothing to object to.
  const { modules } = repository;
  const ours = modules.filter(({ source }) => /^(plugin|executors|generators)\/.*\.ts$/.test(source));
  expect(ours.length).toBeGreaterThan(200);
  expect(ours.filter(({ dependencies }) => dependencies.length > 0).length).toBeGreaterThan(150);
});

test('a planted violation of each kind is found', async () => {
  using planted = temporaryWorkspace({
    'plugin/core/a.ts': "import type { B } from '../plan/b';\nexport type A = B;\n",
    'plugin/plan/b.ts': 'export type B = 1;\n',
    'plugin/nx/c.ts': "import { compile } from '../compile';\nexport const c = compile;\n",
    'plugin/compile.ts': 'export const compile = 1;\n',
    'executors/d.ts': "import type { E } from './e';\nexport type D = E | 1;\n",
    'executors/e.ts': "import type { D } from './d';\nexport type E = D | 2;\n",
    'generators/f.ts': "import './g.spec';\n",
    'generators/g.spec.ts': 'export {};\n',
  });
  expect(violations(await cruised(planted.root)).sort()).toEqual([
    'imports of plugin/core: plugin/core/a.ts -> plugin/plan/b.ts',
    'imports of plugin/nx: plugin/nx/c.ts -> plugin/compile.ts',
    'no cycles: executors/d.ts -> executors/e.ts',
    'no tests in the product: generators/f.ts -> generators/g.spec.ts',
    'only sync compiles: plugin/nx/c.ts -> plugin/compile.ts',
  ]);
});
