import { cpSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Manifest } from '../../plugin/manifest/manifest-schema';
import { Workspace } from '../workspace';

const CORPORA = process.env.CPG_CORPORA ?? join(tmpdir(), 'cpg-corpora');

/** What every view of one project says about the files of django, which is one project or several. */
function saysAboutDjango(folders: readonly string[]): unknown {
  if (!existsSync(join(CORPORA, 'django'))) throw new Error(`django is not in ${CORPORA}: run npm run test:real`);
  using workspace = Workspace.create('small');
  cpSync(join(CORPORA, 'django'), workspace.path('real/django/django'), { recursive: true });
  workspace.write('real/django/pyproject.toml', '[project]\nname = "django"\n');
  for (const [i, folder] of folders.entries()) {
    workspace.write(`real/django/${folder}/project.json`, `{ "name": "part-${i}" }\n`);
  }
  workspace.nxOk(['g', 'cpg:init']);
  workspace.commit('django');
  workspace.nxOk(['run', 'cpg:build']);
  const { views, outputs } = JSON.parse(workspace.read('cpg/cpg.manifest.json')) as Manifest;
  const compared = outputs.filter((name) => {
    const { scope, columns } = views[name] ?? { columns: [] };
    return scope?.value === 'project' && columns.some((column) => column.name === 'path');
  });
  expect(compared.length).toBeGreaterThan(30);
  const of = (name: string): string =>
    `SELECT '${name}' AS name, count(*)::INTEGER AS n, bit_xor(hash(t))::VARCHAR AS h FROM ${name} t WHERE path LIKE 'real/django/%' AND path NOT LIKE '%/project.json'`;
  return workspace.query(`${compared.map(of).join(' UNION ALL ')} ORDER BY name`);
}

test('django in four projects gives the rows of django in one', () => {
  const parts = ['django/contrib', 'django/db', 'django/contrib/gis'];
  expect(saysAboutDjango(parts)).toEqual(saysAboutDjango([]));
});
