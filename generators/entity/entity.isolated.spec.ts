import { logger, type Tree } from '@nx/devkit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  COMPILED,
  changesOf,
  contents,
  graphTree,
  MANIFEST_PATH,
  manifestIn,
  rejection,
} from '../declaring/testing/graph-tree';
import entity, { type EntityOptions } from './entity';

vi.mock('@nx/devkit', async (original) => ({
  ...(await original<typeof import('@nx/devkit')>()),
  // The real one asks a server of Nx for the files of the current directory.
  globAsync: async (tree: Tree) => ['cpg/cpg.manifest.json'].filter((file) => tree.exists(file)),
}));

/** Time for several compilations of the whole model on a busy machine, in milliseconds. */
const COMPILATIONS = 120_000;

let said: string[];
beforeEach(() => {
  said = [];
  vi.spyOn(logger, 'info').mockImplementation((line) => void said.push(String(line)));
});
afterEach(() => vi.restoreAllMocks());

/** The declaration that `options` make, in a workspace with `declarations`. */
async function declared(options: EntityOptions, declarations = {}) {
  const tree = await graphTree(declarations);
  const changes = await changesOf(tree, () => entity(tree, options));
  const stem = `cpg/entities/${options.name.replaceAll('_', '-')}`;
  expect(Object.keys(changes).sort()).toEqual([`${stem}-test.mjs`, `${stem}.ts`, ...COMPILED].sort());
  return { tree, text: changes[`${stem}.ts`], test: changes[`${stem}-test.mjs`] };
}

test('place and identity follow from the metadata, so the declaration is as short as one by hand', async () => {
  const { tree, text, test } = await declared({ name: 'name_use', source: 'cst_refs' }, {});
  expect(text).toBe(`import { defineEntity } from 'cpg/declare';

export default defineEntity({
  source: 'cst_refs',
  view: 'name_use_norm',
  content: [
    'ref_kind',
    'ref_text',
    'expr_ctx',
    'scope_type',
    'scope_name',
    'scope_role',
    'parent_kind',
    'container_def_kind',
  ],
  node: { kind: 'NAME_USE' },
});
`);
  expect(manifestIn(tree).views.name_use_norm?.columns.map((c) => c.name)).toContain('name_use_id');
  expect(test).toContain("await rowsOf('name_use_norm', given, import.meta.url)");
  expect(said.join('\n')).toContain('name_use_norm has the columns file_id, path');
});

test('a second identical run changes nothing, and says so', async () => {
  const tree = await graphTree();
  const options = { name: 'note', source: 'cst_docstrings', content: ['docstring'] };
  await entity(tree, options);
  const once = contents(tree);
  await entity(tree, options);
  expect(contents(tree)).toEqual(once);
  expect(said.at(-1)).toBe("The entity 'note' is declared like this in cpg/entities/note.ts already: nothing changed.");
});

test(
  'what is given is written unless it is implied',
  async () => {
    const members = async (options: Partial<EntityOptions>) => {
      const { text = '' } = await declared({ name: 'e', source: 'cst_docstrings', content: ['docstring'], ...options });
      return text.split('\n').slice(4, -3);
    };
    const rest = ["  view: 'e_norm',", "  content: ['docstring'],"];
    const implied = { startColumn: 'bstart', endColumn: 'bend', spanUnit: 'byte', namespace: 'e' } as const;
    expect(await members({ ...implied, identity: ['bstart', 'bend'] })).toEqual(rest);
    const other = { startColumn: 'owner_def_bstart', endColumn: 'owner_def_bend', namespace: 'cst_docstring' };
    expect(await members({ ...other, identity: ['bstart', 'owner_kind'] })).toEqual([
      rest[0],
      "  namespace: 'cst_docstring',",
      "  location: { start: 'owner_def_bstart', end: 'owner_def_bend' },",
      "  identity: ['bstart', 'owner_kind'],",
      rest[1],
    ]);
  },
  COMPILATIONS,
);

describe('a mistake', () => {
  const mistake = async (options: EntityOptions, declarations = {}) => {
    const tree = await graphTree(declarations);
    const [first, ...others] = await rejection(tree, () => entity(tree, options));
    expect(others).toEqual([]);
    return `${first?.code} ${first?.at?.file}#${first?.at?.path ?? ''} ${first?.message} / ${first?.hint}`;
  };
  const OTHER =
    "import { defineEntity } from 'cpg/declare';\nexport default defineEntity({ name: 'n', source: 'cst_refs', view: 'n' });";

  test.each<[string, EntityOptions, string]>([
    [
      'a bad name',
      { name: 'TodoItem', source: 'cst_refs' },
      "CPG_NAME_INVALID cpg/entities/TodoItem.ts#name 'TodoItem' cannot be a name here: use lower case letters, digits and _, starting with a letter / Did you mean 'todo_item'?",
    ],
    [
      'a bad kind',
      { name: 'n', source: 'cst_refs', nodeKind: 'todo' },
      "#nodeKind 'todo' cannot be a name here: use upper case letters, digits and _, starting with a letter / Did you mean 'TODO'?",
    ],
    [
      'no source',
      { name: 'cst_reff' },
      "CPG_OPTION_MISSING cpg/entities/cst-reff.ts#source --source is missing / Did you mean 'cst_refs'? It can be ast_",
    ],
    [
      'an unknown source',
      { name: 'n', source: 'cst_reff' },
      "CPG_UNKNOWN_DATASET cpg/entities/n.ts#source unknown dataset 'cst_reff' / Did you mean 'cst_refs'?",
    ],
    [
      'an unknown column',
      { name: 'n', source: 'cst_refs', content: ['ref_txt'] },
      "CPG_UNKNOWN_COLUMN cpg/entities/n.ts#content.0 dataset 'cst_refs' has no column 'ref_txt' / Did you mean 'ref_text'?",
    ],
    [
      'a unit that it does not have',
      { name: 'n', source: 'cst_refs', spanUnit: 'line_column' },
      'CPG_NO_SPAN cpg/entities/n.ts#spanUnit',
    ],
    [
      'half a span',
      { name: 'n', source: 'cst_refs', startColumn: 'bstart' },
      'Give both --startColumn and --endColumn',
    ],
    [
      'a span in two units',
      { name: 'n', source: 'cst_refs', startColumn: 'a', endColumn: 'b', spanUnit: 'line_column' },
      'CPG_OPTION_CONFLICT',
    ],
    [
      'rows that nothing tells apart',
      { name: 'n', source: 'repo_files' },
      'CPG_OPTION_MISSING cpg/entities/n.ts#identity --identity is missing / It can be path, size_bytes',
    ],
    [
      'the name of a built-in entity',
      { name: 'cst_ref', source: 'cst_refs' },
      "CPG_NAME_TAKEN cpg/entities/cst-ref.ts# entity 'cst_ref' is already declared in",
    ],
  ])('%s is reported, and nothing is written', async (_what, options, expected) => {
    expect(await mistake(options)).toContain(expected);
  });

  test('a file that declares something else is left alone', async () => {
    expect(await mistake({ name: 'm', source: 'cst_refs' }, { 'entities/m.ts': OTHER })).toContain(
      'CPG_FILE_TAKEN cpg/entities/m.ts# cpg/entities/m.ts exists',
    );
  });

  test('another declaration of the name is named', async () => {
    expect(await mistake({ name: 'n', source: 'cst_defs' }, { 'entities/m.ts': OTHER })).toContain(
      "entity 'n' is already declared in cpg/entities/m.ts",
    );
  });

  test('a workspace without a graph is told how to get one', async () => {
    const tree = await graphTree();
    tree.delete(MANIFEST_PATH);
    const [first] = await rejection(tree, () => entity(tree, { name: 'n', source: 'cst_refs' }));
    expect(first).toMatchObject({ code: 'CPG_MANIFEST_MISSING', hint: 'nx g cpg:init' });
  });
});
