import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { callGraphOf } from './call-graph-of';
import { runSuite } from './run-suite';

const SUITES = join(__dirname, '..', '..', 'e2e', 'fixtures', 'accuracy');

const root = mkdtempSync(join(tmpdir(), 'cpg projects '));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ['python', 75],
  ['javascript', 200],
] as const)(
  'the %s suite keeps its precision and recall',
  async (language, leastCases) => {
    const { cases, inScope } = await runSuite(join(SUITES, language), language);
    expect(cases.length).toBeGreaterThanOrEqual(leastCases);
    expect(inScope.precision).toBeGreaterThanOrEqual(0.97);
    expect(inScope.recall).toBeGreaterThanOrEqual(0.95);
  },
  300_000,
);

test('what has one name in twenty projects stays apart', async () => {
  const names = Array.from({ length: 20 }, (_, i) => `p${String(i).padStart(2, '0')}`);
  const sources: Readonly<Record<string, string>> = {
    'main.py': 'from lib import Shape, shared\nimport lib\n\nShape().area()\nshared.area()\nlib.run(lambda: 1)\n',
    'lib.py': 'class Shape:\n    def area(self):\n        pass\n\nshared = Shape()\n\ndef run(f):\n    f()\n',
    'web/main.js': "import { Shape, run } from './lib.js';\n\nrun(() => 1);\nnew Shape().area();\n",
    'web/lib.js': 'export class Shape {\n  area() {}\n}\n\nexport function run(f) {\n  f();\n}\n',
    'web/global.js': 'Shape();\n',
  };
  const write = (name: string, files: readonly string[]) => {
    for (const path of files) {
      mkdirSync(dirname(join(root, name, path)), { recursive: true });
      writeFileSync(join(root, name, path), sources[path] ?? '');
    }
    return { name, files: files.map((path) => `${name}/${path}`) };
  };
  const projects = [
    ...names.map((name) => write(name, Object.keys(sources).sort())),
    // names that the others define and this one lacks
    write('without', ['main.py', 'web/global.js', 'web/main.js']),
  ];
  const rows = (await callGraphOf(root, projects)).filter((row) => row.callee_path !== null);
  const edges = (project: string) =>
    rows
      .filter((row) => row.project === project)
      .map((row) => `${row.caller_symbol} -> ${row.callee_path} ${row.callee_symbol}`)
      .sort();
  for (const name of names) {
    expect(edges(name)).toEqual([
      `lib -> ${name}/lib.py lib.Shape`,
      `lib.run -> ${name}/main.py main.<lambda1>`,
      `main -> ${name}/lib.py lib.Shape`,
      `main -> ${name}/lib.py lib.Shape.area`,
      `main -> ${name}/lib.py lib.Shape.area`,
      `main -> ${name}/lib.py lib.run`,
      `web.lib.run -> ${name}/web/main.js web.main.<arrow1>`,
      `web.main -> ${name}/web/lib.js web.lib.Shape`,
      `web.main -> ${name}/web/lib.js web.lib.Shape.area`,
      `web.main -> ${name}/web/lib.js web.lib.run`,
    ]);
  }
  expect(edges('without')).toEqual([]);
}, 300_000);
