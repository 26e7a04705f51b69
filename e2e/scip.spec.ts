import { afterAll, beforeAll, expect, test } from 'vitest';
import { misses } from './built-workspace';
import { Workspace } from './workspace';

const OCCURRENCES = ['run', 'cpg:scip_occurrences'];
const EVERY_EXTRACTION = ['run-many', '-p', 'cpg', '-t', 'scip_occurrences', 'scip_errors', 'cst_defs'];

/** An indexer in place of scip-typescript: every file it is given is a document that defines its first word. */
const INDEXER = `
const fs = require('node:fs');
const path = require('node:path');
const { create, toBinary } = require('@bufbuild/protobuf');
const { IndexSchema } = require('@c4312/scip');
const argument = (name) => process.argv[process.argv.indexOf(name) + 1];
const documents = process.argv.filter((a) => a.endsWith('tsconfig.json')).flatMap((file) =>
  JSON.parse(fs.readFileSync(file, 'utf8')).files.map((source) => {
    const absolute = path.join(path.dirname(file), source);
    const [word = ''] = /\\w+/.exec(fs.readFileSync(absolute, 'utf8')) ?? [];
    const relativePath = path.relative(argument('--cwd'), absolute);
    const symbol = 'scip-typescript npm small HEAD \`' + relativePath + '\`/' + word + '.';
    return { relativePath, occurrences: [{ range: [0, 0, word.length], symbol, symbolRoles: 1 }] };
  }),
);
fs.writeFileSync(argument('--output'), toBinary(IndexSchema, create(IndexSchema, { documents })));
`;

/** Without an indexer; `ui` depends on `@acme/api`. */
let workspace: Workspace;
beforeAll(() => {
  workspace = Workspace.create('small');
  const { name } = JSON.parse(workspace.read('ts/api/package.json')) as { name: string };
  workspace.write('ts/ui/project.json', JSON.stringify({ name: 'ui', implicitDependencies: [name] }));
  workspace.nxOk(['g', 'cpg:init']);
  workspace.commit('init');
});
afterAll(() => workspace?.[Symbol.dispose]());

function install(): void {
  const directory = 'node_modules/@sourcegraph/scip-typescript';
  workspace.write(`${directory}/package.json`, '{ "name": "@sourcegraph/scip-typescript", "version": "9.9.9" }');
  workspace.write(`${directory}/dist/src/main.js`, INDEXER);
}

const projectsMissed = (run: ReturnType<Workspace['nxOk']>): readonly string[] =>
  misses(run).flatMap((id) => (id.endsWith(':cpg-extract-scip') ? [id.replace(':cpg-extract-scip', '')] : []));

test('without an indexer there is no evidence, and one line that says how to get it', () => {
  const { output } = workspace.nxOk(EVERY_EXTRACTION);
  expect(workspace.query('FROM scip_occurrences')).toEqual([]);
  expect(output.match(/npm i -D/g)).toHaveLength(1);
  expect(output).toContain(
    'cpg: without @sourcegraph/scip-python @sourcegraph/scip-typescript there is less evidence: npm i -D',
  );
});

test('an indexer that is installed makes the manifest stale; after nx sync its evidence is made, and no other of a project', () => {
  install();
  const stale = workspace.nx(OCCURRENCES, { CI: 'true' });
  expect(stale.exitCode).toBe(1);
  expect(stale.output).toContain('@sourcegraph/scip-typescript absent -> 9.9.9 with typescript');
  workspace.nxOk(['sync']);
  const run = workspace.nxOk(EVERY_EXTRACTION);
  // The project cpg holds the versions of all tools in its configuration, so that all of its tasks have new keys.
  const extractions = misses(run).filter((id) => id.includes(':cpg-extract-') && !id.startsWith('cpg:'));
  expect(extractions).toEqual(['@acme/api', 'shop', 'ui'].map((project) => `${project}:cpg-extract-scip`));
  expect(workspace.query("SELECT path FROM scip_occurrences WHERE path = 'ts/ui/src/button.tsx'")).toHaveLength(1);
  expect(workspace.query('SELECT code FROM scip_errors')).toEqual([]);
  const built = [...workspace.lastRun()].flatMap(([id, outcome]) => (outcome === 'built' ? [id] : []));
  expect(built.sort()).toEqual([...extractions, 'cpg:cpg-extract-scip', 'cpg:scip_occurrences'].sort());
});

test('without the indexer again, everything is as it was and comes from the cache', () => {
  workspace.remove('node_modules/@sourcegraph/scip-typescript');
  workspace.nxOk(['sync']);
  expect(misses(workspace.nxOk(EVERY_EXTRACTION))).toEqual([]);
  expect(workspace.query('FROM scip_occurrences')).toEqual([]);
  install();
  workspace.nxOk(['sync']);
});

test('a project is indexed again when one that it depends on changes, and not the other way round', () => {
  workspace.append('ts/api/src/order.ts', '\nexport const more = 1;\n');
  expect(projectsMissed(workspace.nxOk(OCCURRENCES))).toEqual([
    JSON.parse(workspace.read('ts/api/package.json')).name,
    'ui',
  ]);
  workspace.append('ts/ui/src/scopes.ts', '\nexport const more = 1;\n');
  expect(projectsMissed(workspace.nxOk(OCCURRENCES))).toEqual(['ui']);
});

test('configuration of the workspace counts, other files do not', () => {
  workspace.write('tools/tsconfig.base.json', '{}');
  expect(projectsMissed(workspace.nxOk(OCCURRENCES))).toContain('shop');
  workspace.write('tools/notes.md', 'x');
  workspace.write('ts/ui/notes.md', 'x');
  expect(projectsMissed(workspace.nxOk(OCCURRENCES))).toEqual([]);
});

test('the same within a run: what has not changed for a project is cut off', () => {
  workspace.append('ts/ui/src/scopes.ts', '\nexport const again = 1;\n');
  workspace.nxOk([...OCCURRENCES, '--skip-nx-cache']);
  const scip = [...workspace.lastRun()].filter(([id]) => id.endsWith(':cpg-extract-scip'));
  expect(scip.filter(([, outcome]) => outcome === 'built').map(([id]) => id)).toEqual(['ui:cpg-extract-scip']);
});
