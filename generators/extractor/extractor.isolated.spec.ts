import { logger, type Tree } from '@nx/devkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COMPILED, changesOf, contents, graphTree, manifestIn, rejection } from '../declaring/testing/graph-tree';
import extractor, { type ExtractorOptions } from './extractor';

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

const FOLDER = 'cpg/extractors/fix-me';

test('an extractor is a folder with declaration, code, fixtures and a test, and it is in the manifest', async () => {
  const tree = await graphTree();
  const options: ExtractorOptions = { name: 'fix-me', languages: ['python', 'typescript'] };
  const changes = await changesOf(tree, () => extractor(tree, options));
  expect(Object.keys(changes).sort()).toEqual(
    [
      ...COMPILED,
      `${FOLDER}/declaration.ts`,
      `${FOLDER}/extractor-test.mjs`,
      `${FOLDER}/extractor.ts`,
      `${FOLDER}/fixtures/example.py`,
      `${FOLDER}/fixtures/example.ts`,
    ].sort(),
  );
  const written = Object.entries(changes).filter(([file]) => !COMPILED.includes(file));
  expect(written.filter(([, text]) => /__\w+__/.test(text))).toEqual([]);
  expect(changes[`${FOLDER}/declaration.ts`]).toContain("languages: ['python', 'typescript'],");
  const { extractors, sources } = manifestIn(tree);
  expect(extractors['fix-me']).toMatchObject({ module: `${FOLDER}/extractor.ts`, languages: ['python', 'typescript'] });
  expect(Object.keys(extractors['fix-me']?.datasets ?? {})).toEqual(['fix_mes']);
  expect(Object.keys(sources)).toEqual([`${FOLDER}/declaration.ts`, `${FOLDER}/extractor.ts`]);
  expect(said).toContain('nx g cpg:entity fix_me --source=fix_mes');
});

test('a second identical run changes nothing, and says so, whatever its code is by then', async () => {
  const tree = await graphTree();
  await extractor(tree, { name: 'todo' });
  tree.write('cpg/extractors/todo/extractor.ts', "import { defineRuntime } from 'cpg/extract';\n");
  const once = contents(tree);
  await extractor(tree, { name: 'todo' });
  const compiled = Object.fromEntries(COMPILED.map((file) => [file, contents(tree)[file]]));
  expect(contents(tree)).toEqual({ ...once, ...compiled });
  expect(said).toContain("The extractor 'todo' is declared like this in cpg/extractors/todo/declaration.ts already");
});

test.each<[string, ExtractorOptions, string]>([
  [
    'a bad name',
    { name: 'fix_me' },
    "CPG_NAME_INVALID cpg/extractors/fix_me/declaration.ts#name 'fix_me' cannot be a name here: use lower case letters, digits and -, starting with a letter / Did you mean 'fix-me'?",
  ],
  [
    'a bad dataset',
    { name: 'todo', dataset: 'To Dos' },
    "#datasets 'To Dos' cannot be a name here: use lower case letters, digits and _, starting with a letter / Did you mean 'to_dos'?",
  ],
  [
    'the name of a built-in extractor',
    { name: 'ast' },
    "CPG_NAME_TAKEN cpg/extractors/ast/declaration.ts# extractor 'ast' is already declared in",
  ],
  [
    'the dataset of another',
    { name: 'todo', dataset: 'cst_defs' },
    "CPG_NAME_TAKEN cpg/extractors/todo/declaration.ts# dataset 'cst_defs' is already declared in",
  ],
  ['a reserved dataset', { name: 'todo', dataset: 'report' }, 'CPG_NAME_RESERVED cpg/extractors/todo/declaration.ts#'],
])('%s is reported, and nothing is written', async (_what, options, expected) => {
  const tree = await graphTree();
  const [first] = await rejection(tree, () => extractor(tree, options));
  expect(`${first?.code} ${first?.at?.file}#${first?.at?.path ?? ''} ${first?.message} / ${first?.hint}`).toContain(
    expected,
  );
});
