import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatDiagnostic } from '../core/diagnostic';
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

const load = () =>
  loadDeclarations({
    roots: [{ directory: join(root, 'cpg'), builtIn: false }],
    workspaceRoot: root,
    declareModule: join(__dirname, '..', 'declare.ts'),
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
