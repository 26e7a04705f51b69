import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Manifest, ManifestColumn } from '../../plugin/manifest/manifest-schema';
import { isOwnerColumn } from '../../plugin/schema/column';
import { Workspace } from '../workspace';
import { CORPORA } from './corpora';

/** The files that are there both times. */
const OF_DJANGO = "path LIKE 'real/django/%' AND path NOT LIKE '%/project.json'";

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
  const projects = workspace.query(`SELECT DISTINCT nx_project FROM files_norm WHERE ${OF_DJANGO}`);
  expect(projects.length).toBe(folders.length + 1);
  const { views, outputs } = JSON.parse(workspace.read('cpg/cpg.manifest.json')) as Manifest;
  const compared = outputs.flatMap((name) => {
    const { scope, columns } = views[name] ?? { columns: [] };
    const isCompared = scope?.value === 'project' && columns.some((column) => column.name === 'path');
    return isCompared ? [digestOf(name, columns)] : [];
  });
  expect(compared.length).toBeGreaterThan(30);
  return workspace.query(`${compared.join(' UNION ALL ')} ORDER BY name`);
}

/** A query for the number of rows about django, and a digest of them in any order. */
function digestOf(name: string, columns: readonly ManifestColumn[]): string {
  const values = columns.filter((column) => !isOwnerColumn(column)).map((column) => `"${column.name}"`);
  return `SELECT '${name}' AS name, count(*)::INTEGER AS n, sum(hash(${values.join(', ')})::HUGEINT)::VARCHAR AS h FROM ${name} WHERE ${OF_DJANGO}`;
}

test('django in four projects gives the rows of django in one, but for the names of the projects', () => {
  const parts = ['django/contrib', 'django/db', 'django/contrib/gis'];
  expect(saysAboutDjango(parts)).toEqual(saysAboutDjango([]));
});
