import { logger, type Tree } from '@nx/devkit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { COMPILED, changesOf, contents, graphTree, manifestIn, rejection } from '../declaring/testing/graph-tree';
import relationship, { type RelationshipOptions } from './relationship';

vi.mock('@nx/devkit', async (original) => ({
  ...(await original<typeof import('@nx/devkit')>()),
  // The real one asks a server of Nx for the files of the current directory.
  globAsync: async (tree: Tree) => ['cpg/cpg.manifest.json'].filter((file) => tree.exists(file)),
}));

/** Time for several compilations of the whole model on a busy machine, in milliseconds. */
const COMPILATIONS = 120_000;

let said: string;
beforeEach(() => {
  said = '';
  vi.spyOn(logger, 'info').mockImplementation((line) => {
    said += `${line}\n`;
  });
});
afterEach(() => vi.restoreAllMocks());

async function declared(options: RelationshipOptions, declarations = {}) {
  const tree = await graphTree(declarations);
  const changes = await changesOf(tree, () => relationship(tree, options));
  const stem = `cpg/relationships/${options.name.replaceAll('_', '-')}`;
  expect(Object.keys(changes).sort()).toEqual([...COMPILED, `${stem}-test.mjs`, `${stem}.ts`].sort());
  return { tree, text: changes[`${stem}.ts`], test: changes[`${stem}-test.mjs`] ?? '' };
}

test('the inferred join is shown, and nothing of it is written', async () => {
  const { tree, text, test } = await declared({ name: 'call_in_def', left: 'cst_call', right: 'cst_defs_norm' });
  expect(text).toBe(`import { defineRelationship } from 'cpg/declare';

export default defineRelationship('cst_call', 'cst_defs_norm', {
  description: 'A cst_call and the cst_def it belongs to.',
  edge: { kind: 'CALL_IN_DEF', from: 'left' },
});
`);
  expect(manifestIn(tree).views.cpg_edges?.inputs).toHaveProperty('call_in_def');
  expect(said).toBe(`call_in_def: cst_call with cst_def
  left      cst_calls_norm; file file_id, path; id call_id, entity_id; refers by container_def_id; span bstart, bend, callee_bstart, callee_bend, container_def_bstart, container_def_bend
  right     cst_defs_norm; file file_id, path; id def_id, entity_id; refers by container_def_id; span bstart, bend, name_bstart, name_bend, container_def_bstart, container_def_bend; symbols qualname
  strategy  span_overlap, confidence 0.95: cst_call and cst_def have spans in one file
  keys      path = path, confidence 0.95: cst_call and cst_def have spans in one file
  taken     the best right row of each call_id, confidence 0.9: call_id identifies the left side
  edge      CALL_IN_DEF
`);
  expect(test).toContain('20');
});

test('a second identical run changes nothing, and says so', async () => {
  const tree = await graphTree();
  const options = { name: 'call_in_def', left: 'cst_call', right: 'cst_def', edgeKind: 'INSIDE' };
  await relationship(tree, options);
  const once = contents(tree);
  await relationship(tree, options);
  expect(contents(tree)).toEqual(once);
  expect(said).toContain(
    "The relationship 'call_in_def' is declared like this in cpg/relationships/call-in-def.ts already",
  );
});

test('a template is written as its call', async () => {
  const { text } = await declared({
    name: 'arg_of',
    left: 'cst_call_arg',
    right: 'cst_call',
    template: 'entityReference',
    description: 'An argument and its call.',
  });
  expect(text).toContain(
    "export default entityReference('cst_call_arg', 'cst_call', {\n  description: 'An argument and its call.',",
  );
  expect(said).toContain('strategy  foreign_key');
});

test('without nodes on both sides there is no edge', async () => {
  const { text } = await declared({ name: 'mention_in_def', left: 'name_mention', right: 'cst_def' });
  expect(text).not.toContain('edge');
  expect(said).toContain('edge      none: not both sides are nodes');
});

describe('a mistake', () => {
  test.each<[string, RelationshipOptions, string]>([
    ['a bad name', { name: 'Call in def', left: 'cst_call', right: 'cst_def' }, "Did you mean 'call_in_def'?"],
    [
      'no left side',
      { name: 'cst_cal' },
      "CPG_OPTION_MISSING cpg/relationships/cst-cal.ts#left --left is missing / Did you mean 'cst_call'? It can be ",
    ],
    [
      'an unknown side',
      { name: 'r', left: 'cst_call', right: 'cst_deff' },
      "CPG_UNKNOWN_ENTITY cpg/relationships/r.ts#right unknown entity 'cst_deff' / Did you mean 'cst_def'?",
    ],
    [
      'the name of a view',
      { name: 'cpg_nodes', left: 'cst_call', right: 'cst_def' },
      "CPG_NAME_TAKEN cpg/relationships/cpg-nodes.ts# view 'cpg_nodes'",
    ],
    [
      'the name of a target',
      { name: 'build', left: 'cst_call', right: 'cst_def' },
      'CPG_NAME_RESERVED cpg/relationships/build.ts#',
    ],
    [
      'a join that cannot be',
      { name: 'r', left: 'cst_call', right: 'graph_summary' },
      "CPG_JOIN_NOT_INFERRED cpg/relationships/r.ts# no join can be inferred for 'r'\n  left:  cst_calls_norm; file file_id, path; id call_id;",
    ],
    [
      'an edge to what is no node',
      { name: 'r', left: 'name_mention', right: 'cst_def', edgeKind: 'R' },
      'CPG_OPTION_CONFLICT cpg/relationships/r.ts#edge an edge is between two nodes, and the rows of name_mentions_norm are none',
    ],
    [
      'another right side than that of the template',
      { name: 'r', left: 'cst_call', right: 'cst_def', template: 'entitySymbol' },
      'the right side of every relationship made with entitySymbol is scip_occurrence',
    ],
  ])('%s is reported, and nothing is written', async (_what, options, expected) => {
    const tree = await graphTree();
    const [first] = await rejection(tree, () => relationship(tree, options));
    expect(`${first?.code} ${first?.at?.file}#${first?.at?.path ?? ''} ${first?.message} / ${first?.hint}`).toContain(
      expected,
    );
  });

  test(
    'a join that could be several is shown with all of them, and nothing is written',
    async () => {
      const by = "by: ['owner_def_bstart', 'owner_def_bend']";
      const tree = await graphTree({
        'entities/note.ts': `import { defineEntity } from 'cpg/declare';\nexport default defineEntity({ source: 'cst_docstrings', view: 'notes', node: { kind: 'NOTE' }, foreignKeys: [{ column: 'about_id', entity: 'cst_def', ${by} }] });`,
      });
      const options: RelationshipOptions = { name: 'r', left: 'note', right: 'cst_def', template: 'entityReference' };
      const [first] = await rejection(tree, () => relationship(tree, options));
      expect(first?.code).toBe('CPG_JOIN_AMBIGUOUS');
      expect(first?.message).toContain('about_id of note refers to cst_def; owner_def_id of note refers to cst_def');
    },
    COMPILATIONS,
  );
});
