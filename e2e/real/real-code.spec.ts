import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Workspace } from '../workspace';
import { CORPORA } from './corpora';

/** django as a Python project, zod and @trpc/server as TypeScript projects. */
let workspace: Workspace;
beforeAll(() => {
  for (const name of ['django', 'zod', 'trpc-server']) {
    if (!existsSync(join(CORPORA, name))) throw new Error(`${name} is not in ${CORPORA}: run npm run test:real`);
  }
  workspace = Workspace.create('small');
  mkdirSync(workspace.path('real'));
  cpSync(join(CORPORA, 'django'), workspace.path('real/django/django'), { recursive: true });
  workspace.write('real/django/pyproject.toml', '[project]\nname = "django"\n');
  for (const name of ['zod', 'trpc-server']) {
    cpSync(join(CORPORA, name), workspace.path(`real/${name}`), { recursive: true });
    workspace.write(`real/${name}/project.json`, `{ "name": "${name}" }\n`);
  }
  workspace.nxOk(['g', 'cpg:init']);
  workspace.commit('real code');
  workspace.nxOk(['run', 'cpg:build']);
});
afterAll(() => workspace?.[Symbol.dispose]());

const count = (sql: string): unknown => workspace.query(`SELECT (${sql})::BIGINT::INT AS n`)[0]?.n;

test('there is a lot of it', () => {
  expect(count('SELECT count(*) FROM cpg_nodes')).toBeGreaterThan(100_000);
});

test.each([
  ['cpg_nodes', 'node_id'],
  ['cpg_edges', 'edge_id'],
])('ids of %s are unique', (dataset, id) => {
  expect(count(`SELECT count(*) - count(DISTINCT ${id}) FROM ${dataset}`)).toBe(0);
});

test('both ends of every edge and the owner of every property exist', () => {
  for (const end of ['src_node_id', 'dst_node_id']) {
    expect(count(`SELECT count(*) FROM cpg_edges ANTI JOIN cpg_nodes ON ${end} = node_id`)).toBe(0);
  }
  for (const [kind, dataset, id] of [
    ['node', 'cpg_nodes', 'node_id'],
    ['edge', 'cpg_edges', 'edge_id'],
  ]) {
    expect(
      count(`SELECT count(*) FROM cpg_props ANTI JOIN ${dataset} ON entity_id = ${id} WHERE entity_kind = '${kind}'`),
    ).toBe(0);
  }
});

test('every span lies within its file', () => {
  expect(
    count(`SELECT count(*) FROM cpg_nodes JOIN repo_files USING (path)
           WHERE bstart < 0 OR bend < bstart OR bend > size_bytes`),
  ).toBe(0);
});

test.each([
  ['references', 'SELECT path, bstart, bend, ref_text AS text FROM cst_refs'],
  ['names of definitions', 'SELECT path, name_bstart AS bstart, name_bend AS bend, name AS text FROM cst_defs'],
])('the spans of %s hold exactly their text', (_what, sql) => {
  const sources = new Map<string, Buffer>();
  const wrong = workspace.query(sql).filter(({ path, bstart, bend, text }) => {
    const file = String(path);
    const bytes = sources.get(file) ?? readFileSync(workspace.path(file));
    sources.set(file, bytes);
    return bytes.subarray(Number(bstart), Number(bend)).toString('utf8') !== text;
  });
  expect(wrong.slice(0, 5)).toEqual([]);
});

test('there is one file node for every file outside cpg/', () => {
  const listed = workspace
    .git('ls-files', '-z')
    .split('\0')
    // Debian's django links to a jquery that is not installed; Nx lists no broken links.
    .filter((path) => path !== '' && !path.startsWith('cpg/') && existsSync(workspace.path(path)));
  const found = workspace.query("SELECT path FROM cpg_nodes WHERE node_kind = 'FILE'").map(({ path }) => String(path));
  expect(found.sort()).toEqual(listed.sort());
});
