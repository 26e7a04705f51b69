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
  };
  const projects = names.map((name) => {
    for (const [path, text] of Object.entries(sources)) {
      mkdirSync(dirname(join(root, name, path)), { recursive: true });
      writeFileSync(join(root, name, path), text);
    }
    return { name, files: Object.keys(sources).map((path) => `${name}/${path}`) };
  });
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
    ]);
  }
}, 300_000);
