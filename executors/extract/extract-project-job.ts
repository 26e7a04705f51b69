/** A job whose unit is the project: all files read and checked, then one call of the extractor. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvariantViolation } from '../../plugin/core/invariant';
import { columnList } from '../../plugin/schema/column';
import { languageOf } from '../../plugin/schema/language';
import { contentHash } from './content-hash';
import { type FileOwner, ownerOf } from './evidence/file-tables';
import type { Row } from './evidence/row-appender';
import { type FileCells, TableBuilder } from './evidence/table-builder';
import type { ExtractResult, ProjectJob, SourceFile } from './extract-job';
import type { Datasets, EmitInProject, ExtractProject, ProjectExtractorRuntime } from './extractor-runtime';
import { fileIdOf } from './file-id';
import { type OpenFile, readSource } from './read-source';
import { threadMilliseconds } from './thread-time';

/** Runs the extractor unless a file, of the project or around it, has other bytes than Nx hashed. */
export async function extractProjectJob(job: ProjectJob, runtime: ProjectExtractorRuntime): Promise<ExtractResult> {
  const extractProject = await openOnce(job.module, runtime);
  const hashOf = await contentHash();
  const started = threadMilliseconds();
  const changed: string[] = [];
  const open = (files: readonly SourceFile[]): readonly OpenFile[] =>
    files.flatMap(({ path, hash }) => {
      const file = readSource(job.root, path, hash, hashOf);
      if (file === null) changed.push(path);
      return file === null ? [] : [file];
    });
  const { name, root, dependencies } = job.project;
  const files = open(job.files);
  const context = open(job.project.context);
  const tables = new Map(
    Object.entries(runtime.declaration.datasets).map(([dataset, { columns }]) => [
      dataset,
      new TableBuilder(dataset, columnList(columns)),
    ]),
  );
  let processMilliseconds = 0;
  if (changed.length === 0) {
    const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'cpg-project-')));
    try {
      const project = { name, root, files, context, dependencies, workspaceRoot: job.root, temporary };
      processMilliseconds = await extractProject(project, emitTo(tables, files, ownerOf(name, root)));
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  }
  return {
    tables: [...tables.values()].map((table) => table.finish()),
    changed,
    milliseconds: threadMilliseconds() - started + processMilliseconds,
  };
}

const opened = new Map<string, Promise<ExtractProject<Datasets>>>();

/** The extractor in `module`, opened once per thread. */
function openOnce(module: string, runtime: ProjectExtractorRuntime): Promise<ExtractProject<Datasets>> {
  const extractProject = opened.get(module) ?? runtime.open();
  opened.set(module, extractProject);
  return extractProject;
}

const NO_FILE: FileCells = { file_id: null, path: null, language: null, project: null, project_root: null };

/** Completes every row with the identity of its file. A row about a file of another project would be its twin there. */
function emitTo(
  tables: ReadonlyMap<string, TableBuilder>,
  files: readonly OpenFile[],
  { name: project, root: project_root }: FileOwner,
): EmitInProject<Datasets> {
  const cells = new Map<string, FileCells>(
    files.map(({ path }) => [
      path,
      { file_id: fileIdOf(path), path, language: languageOf(path), project, project_root },
    ]),
  );
  return (dataset, path, row: Row) => {
    const table = tables.get(dataset);
    const file = path === null ? NO_FILE : cells.get(path);
    if (table === undefined) throw new InvariantViolation(`there is no dataset '${dataset}'`);
    if (file === undefined)
      throw new InvariantViolation(`a row of '${dataset}' is about ${path}, which is not of the project`);
    table.append(row);
    table.endFile(file);
  };
}
