import { logger, type Tree } from '@nx/devkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COMPILED, changesOf, contents, graphTree, manifestIn, rejection } from '../declaring/testing/graph-tree';
import view, { type ViewOptions } from './view';

vi.mock('@nx/devkit', async (original) => ({
  ...(await original<typeof import('@nx/devkit')>()),
  // The real one asks a server of Nx for the files of the current directory.
  globAsync: async (tree: Tree) => ['cpg/cpg.manifest.json'].filter((file) => tree.exists(file)),
}));

let said: string;
beforeEach(() => {
  said = '';
  vi.spyOn(logger, 'info').mockImplementation((line) => {
    said += `${line}\n`;
  });
});
afterEach(() => vi.restoreAllMocks());

test('a view is a file of SQL and a test', async () => {
  const tree = await graphTree();
  const changes = await changesOf(tree, () =>
    view(tree, { name: 'def_names', from: 'cst_defs', columns: ['path', 'name'] }),
  );
  expect(Object.keys(changes).sort()).toEqual([...COMPILED, 'cpg/views/def_names-test.mjs', 'cpg/views/def_names.sql']);
  expect(changes['cpg/views/def_names.sql']).toBe('-- Rows of cst_defs.\nSELECT path, name\nFROM cst_defs\n');
  expect(manifestIn(tree).views.def_names?.inputs).toEqual({
    cst_defs: { columns: ['name', 'path'], lanes: ['identity', 'content'] },
  });
});

test('options that its SQL does not say are in a module beside it; a second run changes nothing', async () => {
  const tree = await graphTree();
  const options: ViewOptions = { name: 'sizes', kind: 'diagnostic', description: 'Files\nwith sizes.' };
  await view(tree, options);
  expect(tree.read('cpg/views/sizes.sql', 'utf8')).toMatch(
    /^-- Files with sizes\.\nSELECT file_id, path, nx_project, nx_project_root, language, /,
  );
  expect(tree.read('cpg/views/sizes.ts', 'utf8')).toBe(
    "import { defineView } from 'cpg/declare';\n\nexport default defineView({\n  view: 'diagnostic',\n});\n",
  );
  expect(manifestIn(tree).views.sizes?.kind).toBe('diagnostic');
  const once = contents(tree);
  await view(tree, options);
  expect(contents(tree)).toEqual(once);
  expect(said).toContain("The view 'sizes' is declared like this in cpg/views/sizes.sql already: nothing changed.");
});

test.each<[string, ViewOptions, string]>([
  ['a bad name', { name: 'my-view' }, "CPG_NAME_INVALID cpg/views/my-view.sql#name 'my-view' cannot"],
  [
    'an unknown dataset',
    { name: 'v', from: 'cst_def' },
    "CPG_UNKNOWN_DATASET cpg/views/v.sql#from unknown dataset 'cst_def' / Did you mean 'cst_defs'?",
  ],
  [
    'an unknown column',
    { name: 'v', from: 'cst_defs', columns: ['path', 'nam'] },
    "CPG_UNKNOWN_COLUMN cpg/views/v.sql#columns dataset 'cst_defs' has no column 'nam' / Did you mean 'name'?",
  ],
  ['a reserved name', { name: 'query' }, 'CPG_NAME_RESERVED cpg/views/query.sql#'],
  [
    'the name of evidence',
    { name: 'cst_defs' },
    "CPG_NAME_TAKEN cpg/views/cst_defs.sql# view 'cst_defs' is already declared in",
  ],
])('%s is reported, and nothing is written', async (_what, options, expected) => {
  const tree = await graphTree();
  const [first] = await rejection(tree, () => view(tree, options));
  expect(`${first?.code} ${first?.at?.file}#${first?.at?.path ?? ''} ${first?.message} / ${first?.hint}`).toContain(
    expected,
  );
});
