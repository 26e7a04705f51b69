import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../core/diagnostic';
import { unwrap } from '../core/result';
import { ON_DISK, type SourceFiles, withFiles } from '../core/source-files';
import { loadDeclarations } from './load';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cpg-load-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (file: string, text: string) => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};

const load = (files?: SourceFiles) =>
  loadDeclarations({
    roots: [{ directory: join(root, 'cpg'), builtIn: false }],
    workspaceRoot: root,
    ...(files && { files }),
  });

test('declarations import cpg/declare and each other; all files they load are known', async () => {
  write('cpg/shared/names.ts', "export const NAME: string = 'todo';");
  write(
    'cpg/entities/todo.ts',
    "import { defineEntity } from 'cpg/declare';\nimport { NAME } from '../shared/names';\nexport default defineEntity({ name: NAME, source: 'cst_refs', location: { start: 'bstart', end: 'bend' } });",
  );
  write('cpg/views/many.sql', '-- How many there are.\nselect count(*) as n from todo_norm');
  const loaded = await load();
  expect(loaded.ok).toBe(true);
  if (!loaded.ok) return;
  expect(loaded.value.entities[0]?.value.name).toBe('todo');
  expect(loaded.value.views[0]?.value).toMatchObject({
    name: 'many',
    view: 'derive',
    description: 'How many there are.',
  });
  const own = loaded.value.files.filter((f) => f.startsWith(root)).map((f) => f.slice(root.length + 1));
  expect(own).toEqual(['cpg/entities/todo.ts', 'cpg/shared/names.ts', 'cpg/views/many.sql']);
});

test('all mistakes are reported together, each with file, path and hint', async () => {
  write('cpg/entities/broken.ts', 'export default {');
  write('cpg/entities/empty.ts', 'export const nothing = 1;');
  write(
    'cpg/entities/wrong.ts',
    "import { defineEntity } from 'cpg/declare';\nexport default defineEntity({ name: 'Bad Name', source: 'x', location: { start: 's' } } as never);",
  );
  write('cpg/views/silent.sql', 'select 1 as one');
  const loaded = await load();
  expect(loaded.ok).toBe(false);
  if (loaded.ok) return;
  const shown = loaded.diagnostics.map((d) => `${d.code} ${d.at?.file}#${d.at?.path ?? ''}`).sort();
  expect(shown).toEqual([
    'CPG_DECLARATION_INVALID cpg/entities/wrong.ts#location.end',
    'CPG_DECLARATION_INVALID cpg/entities/wrong.ts#name',
    'CPG_DECLARATION_INVALID cpg/views/silent.sql#description',
    'CPG_DECLARATION_MISSING cpg/entities/empty.ts#',
    'CPG_DECLARATION_UNLOADABLE cpg/entities/broken.ts#',
  ]);
  expect(loaded.diagnostics.map(formatDiagnostic).join('\n')).toContain('export default defineEntity({ ... })');
});

test('two declarations of one name name each other', async () => {
  const entity =
    "import { defineEntity } from 'cpg/declare';\nexport default defineEntity({ name: 'a', source: 'cst_refs' });";
  write('cpg/entities/a.ts', entity);
  write('cpg/entities/b.ts', entity);
  const loaded = await load();
  expect(loaded.ok ? [] : loaded.diagnostics.map((d) => d.message)).toEqual([
    "entity 'a' is already declared in cpg/entities/a.ts",
  ]);
});

const below = (paths: readonly string[]) =>
  paths.filter((f) => f.startsWith(root)).map((f) => f.slice(root.length + 1));

const ENTITY = "import { defineEntity } from 'cpg/declare';\n";

test('modules that are not transformed, and data, count among the files as well', async () => {
  write('cpg/shared/a.mjs', "export { b } from './b.mjs';");
  write('cpg/shared/b.mjs', "export const b = 'cst_refs';");
  write('cpg/shared/c.cjs', "module.exports = require('./names.json').name;");
  write('cpg/shared/names.json', '{ "name": "e" }');
  const imports = "import { b } from '../shared/a.mjs';\nimport c from '../shared/c.cjs';\n";
  write('cpg/entities/e.ts', `${ENTITY}${imports}export default defineEntity({ name: c, source: b });`);
  const loaded = await load();
  expect(loaded.ok && loaded.value.entities.map((e) => e.value)).toEqual([
    { kind: 'entity', name: 'e', source: 'cst_refs' },
  ]);
  expect(below(loaded.ok ? loaded.value.files : [])).toEqual([
    'cpg/entities/e.ts',
    'cpg/shared/a.mjs',
    'cpg/shared/b.mjs',
    'cpg/shared/c.cjs',
    'cpg/shared/names.json',
  ]);
});

test('what is not written yet is loaded as if it were', async () => {
  write('cpg/entities/old.ts', `${ENTITY}export default defineEntity({ name: 'old', source: 'x' });`);
  write('cpg/shared/names.ts', "export const NAME = 'before';");
  const named = `${ENTITY}import { NAME } from '../shared/names';\nexport default defineEntity({ name: NAME, source: 'x' });`;
  const loaded = await load(
    withFiles(
      ON_DISK,
      new Map([
        [join(root, 'cpg/entities/new.ts'), named],
        [join(root, 'cpg/entities/old.ts'), `${ENTITY}export default defineEntity({ name: 'other', source: 'x' });`],
        [join(root, 'cpg/shared/names.ts'), "export const NAME = 'after';"],
        [join(root, 'cpg/views/v.sql'), '-- V.\nselect 1 as one'],
      ]),
    ),
  );
  expect(loaded.ok && loaded.value.entities.map((e) => e.value.name)).toEqual(['after', 'other']);
  expect(loaded.ok && loaded.value.views.map((v) => v.value.name)).toEqual(['v']);
});

describe('an extractor', () => {
  const DECLARATION = `import { defineExtractor, path } from 'cpg/declare';
export default defineExtractor({ name: 'mine', description: 'M.', languages: 'all', evidenceRank: 9, parser: null, tools: [],
  datasets: { mine: { description: 'M.', columns: { path: path() } } } });`;

  test('has its code beside its declaration: its folder without tests, and what that imports', async () => {
    write('cpg/extractors/mine/declaration.ts', DECLARATION);
    write(
      'cpg/extractors/mine/extractor.ts',
      "import { defineRuntime } from 'cpg/extract';\nimport { z } from 'zod';\nimport { readFileSync } from 'node:fs';\nimport { words } from '../../shared/words';\nthrow new Error('not run by the compiler');",
    );
    write('cpg/shared/words.ts', "export const words = () => import('./late.js');");
    write('cpg/shared/late.ts', 'export const late = 1;');
    write('cpg/extractors/mine/data/names.scm', '');
    for (const file of ['extractor-test.mjs', 'extractor.spec.ts', 'fixtures/a.py', 'README.md']) {
      write(`cpg/extractors/mine/${file}`, '');
    }
    const loaded = await load();
    const code = loaded.ok ? loaded.value.extractors[0]?.code : undefined;
    expect(below([code?.module ?? ''])).toEqual(['cpg/extractors/mine/extractor.ts']);
    expect(below(code?.files ?? [])).toEqual([
      'cpg/extractors/mine/data/names.scm',
      'cpg/extractors/mine/declaration.ts',
      'cpg/extractors/mine/extractor.ts',
      'cpg/shared/late.ts',
      'cpg/shared/words.ts',
    ]);
    expect(code?.packages).toEqual(['zod']);
    expect(loaded.ok && loaded.value.files).toEqual(expect.arrayContaining([...(code?.files ?? [])]));
  });

  test.each(['cpg/extractors/mine/declaration.ts', 'cpg/extractors/mine.ts'])(
    'without code (%s) is a mistake',
    async (file) => {
      write(file, DECLARATION);
      write('cpg/extractors/extractor.ts', `${ENTITY}export default defineEntity({ name: 'x', source: 'x' });`);
      const loaded = await load();
      const shown = loaded.ok ? [] : loaded.diagnostics.map((d) => `${d.code} ${d.at?.file}`);
      expect(shown).toContain(`CPG_EXTRACTOR_WITHOUT_CODE ${file}`);
    },
  );
});

test('an entity is called like its file, an extractor only like it says itself', async () => {
  write('cpg/entities/late-call.ts', `${ENTITY}export default defineEntity({ source: 'cst_refs' });`);
  write(
    'cpg/extractors/nameless/declaration.ts',
    "import { defineExtractor } from 'cpg/declare';\nexport default defineExtractor({ description: 'N.' } as never);",
  );
  const loaded = await load();
  expect(loaded.ok).toBe(false);
  if (loaded.ok) return;
  expect(loaded.diagnostics.map(({ at }) => `${at?.file}#${at?.path}`)).toContain(
    'cpg/extractors/nameless/declaration.ts#name',
  );
  rmSync(join(root, 'cpg/extractors'), { recursive: true });
  expect(unwrap(await load()).entities.map(({ value }) => value.name)).toContain('late_call');
});
