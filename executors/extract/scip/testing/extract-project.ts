/** Runs the extractor over a project in memory, with indexers that are installed in a workspace on disk. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { languageOf } from '../../../../plugin/schema/language';
import type { Datasets, EmitInProject, OpenProject } from '../../extractor-runtime';
import { type OpenFile, suffixOf } from '../../read-source';
import type { TestRow, TestRows } from '../../testing/extract-text';
import extractor from '../extractor';

/** Path relative to the workspace root to text or bytes. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface TestProject {
  readonly workspaceRoot: string;
  readonly root?: string;
  readonly name?: string;
  readonly files: Files;
  readonly context?: Files;
  readonly dependencies?: OpenProject['dependencies'];
}

const openFiles = (files: Files): readonly OpenFile[] =>
  Object.entries(files)
    .map(([path, content]) => ({
      path,
      suffix: suffixOf(path),
      language: languageOf(path),
      bytes: Buffer.from(content),
      linkTarget: null,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

/** The project as the extractor gets it, with `temporary` as its directory. */
export function openProject(project: TestProject, temporary: string): OpenProject {
  const { workspaceRoot, root = '.', name = 'project', dependencies = [] } = project;
  const files = openFiles(project.files);
  const context = openFiles(project.context ?? {});
  return { name, root, files, context, dependencies, workspaceRoot, temporary };
}

/** Rows by dataset, with the path where they are about a file. */
export async function extractProject(project: TestProject): Promise<TestRows> {
  const rows: Record<string, TestRow[]> = {};
  for (const dataset of Object.keys(extractor.declaration.datasets)) rows[dataset] = [];
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'cpg-scip-test-')));
  try {
    const extract = await extractor.open();
    const emit: EmitInProject<Datasets> = (dataset, path, row: TestRow) => {
      rows[dataset]?.push(path === null ? { ...row } : { path, ...row });
    };
    await extract(openProject(project, temporary), emit);
    return rows;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
