import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LEAN } from './lean-workspace';
import { Workspace } from './workspace';

/** Evidence of one's own, its rows as nodes, edges from them to a built-in entity, and a view: as a user asks for them. */
const DECLARING = [
  ['g', 'cpg:extractor', 'todo'],
  ['g', 'cpg:entity', 'todo', '--source=todos'],
  ['g', 'cpg:relationship', 'todo_in_def', '--left=todo', '--right=cst_defs_norm'],
  ['g', 'cpg:view', 'todo_texts', '--from=todos', '--columns=path,text'],
];
/** What the declarations are compiled into, sorted. */
const COMPILED = ['cpg/cpg.keys.json', 'cpg/cpg.manifest.json'];
const WRITTEN = [
  'cpg/entities/todo-test.mjs',
  'cpg/entities/todo.ts',
  'cpg/extractors/todo/declaration.ts',
  'cpg/extractors/todo/extractor-test.mjs',
  'cpg/extractors/todo/extractor.ts',
  'cpg/extractors/todo/fixtures/example.js',
  'cpg/extractors/todo/fixtures/example.py',
  'cpg/extractors/todo/fixtures/example.ts',
  'cpg/extractors/todo/fixtures/example.tsx',
  'cpg/relationships/todo-in-def-test.mjs',
  'cpg/relationships/todo-in-def.ts',
  'cpg/views/todo_texts-test.mjs',
  'cpg/views/todo_texts.sql',
];

let workspace: Workspace;
/** What the generators printed, in their order. */
let said: readonly string[];
beforeAll(() => {
  workspace = Workspace.create('small');
  workspace.append('py/shop/shop/cart.py', '\n\ndef refund(cart: Cart) -> None:\n    pass  # TODO: give it back\n');
  workspace.append('ts/api/src/order.ts', '// TODO outside of everything\n');
  workspace.write('cpg/cpg.config.ts', LEAN);
  workspace.nxOk(['g', 'cpg:init']);
  workspace.commit('init');
  const dryRun = workspace.nxOk(['g', 'cpg:extractor', 'todo', '--dry-run']);
  said = [dryRun, ...DECLARING.map((args) => workspace.nxOk(args))].map(({ output }) => output);
});
afterAll(() => workspace?.[Symbol.dispose]());

const changed = (): readonly string[] => {
  const lines = workspace.git('status', '--porcelain', '--untracked-files=all').split('\n').slice(0, -1);
  return lines.sort();
};

test('nothing but what a generator makes is written, and what declarations are compiled into', () => {
  expect(changed()).toEqual([...COMPILED.map((file) => ` M ${file}`), ...WRITTEN.map((file) => `?? ${file}`)]);
});

test('a dry run says what it would write', () => {
  expect(said[0]).toContain('CREATE cpg/extractors/todo/declaration.ts');
  // It was the first: had it written anything, the same without --dry-run would have created nothing.
  expect(said[1]).toContain('CREATE cpg/extractors/todo/declaration.ts');
});

test('the join of a relationship is shown before its files are', () => {
  const [shown, created] = ['strategy  span_overlap', 'CREATE cpg/relationships/todo-in-def.ts'];
  expect(said[3]).toContain(created);
  expect(said[3]?.split(created)[0]).toContain(shown);
});

test('the same again changes nothing, and says so', () => {
  workspace.git('add', '--all');
  // The specs of the generators say so of each; a run of Nx takes seconds.
  const [, , relationship = []] = DECLARING;
  expect(workspace.nxOk(relationship).output).toContain("'todo_in_def' is declared like this in cpg/");
  expect(workspace.git('diff', '--name-only')).toBe('');
});

test('generated tests pass', () => {
  const { status, stdout } = spawnSync(process.execPath, ['--test'], {
    cwd: workspace.path('cpg'),
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(status, stdout).toBe(0);
  expect(stdout).toMatch(/ pass 9\n/);
});

test('the graph has the nodes and edges that were declared, with no other file edited', () => {
  workspace.nxOk(['run', 'cpg:build']);
  expect(workspace.query('SELECT text FROM todo_texts ORDER BY text')).toEqual([
    { text: 'give it back' },
    { text: 'outside of everything' },
  ]);
  expect(
    workspace.query(`SELECT s.node_kind AS src, d.node_kind AS dst, p.value_string AS def
      FROM cpg_edges e JOIN cpg_nodes s ON s.node_id = e.src_node_id JOIN cpg_nodes d ON d.node_id = e.dst_node_id
      JOIN cpg_props p ON p.entity_id = d.node_id AND p.prop_key = 'name' WHERE e.edge_kind = 'TODO_IN_DEF'`),
  ).toEqual([{ src: 'TODO', dst: 'CST_DEF', def: 'refund' }]);
  const summary = workspace.query("SELECT count(*)::INTEGER AS todos FROM cpg_nodes WHERE node_kind = 'TODO'");
  expect(summary).toEqual([{ todos: 2 }]);
  const compiled = COMPILED.map((file) => `M  ${file}`);
  expect(changed().filter((line) => !line.startsWith('A  ') && !compiled.includes(line))).toEqual([]);
});
