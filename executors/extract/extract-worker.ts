/** Entry of a worker thread: a chunk of files, or a project, goes in, columns of evidence come out. */
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { InvariantViolation } from '../../plugin/core/invariant';
import { languageOf } from '../../plugin/schema/language';
import { contentHash } from './content-hash';
import type { Cell } from './evidence/column-builder';
import { buffersOf } from './evidence/column-data';
import { TableBuilder } from './evidence/table-builder';
import type { ExtractJob, ExtractResult } from './extract-job';
import { extractProjectJob } from './extract-project-job';
import type {
  Datasets,
  Emit,
  ExtractFile,
  ExtractorRuntime,
  ExtractProject,
  FileExtractorRuntime,
  ProjectExtractorRuntime,
} from './extractor-runtime';
import { fileIdOf } from './file-id';
import { loadRuntime } from './load-runtime';
import { readSource } from './read-source';
import { threadMilliseconds } from './thread-time';

type OpenExtractor =
  | {
      readonly unit: 'file';
      readonly declaration: FileExtractorRuntime['declaration'];
      readonly extractFile: ExtractFile<Datasets>;
    }
  | {
      readonly unit: 'project';
      readonly declaration: ProjectExtractorRuntime['declaration'];
      readonly extractProject: ExtractProject<Datasets>;
    };

const opened = new Map<string, Promise<OpenExtractor>>();

/** The extractor of a job, opened once per thread. */
function openExtractor(job: ExtractJob): Promise<OpenExtractor> {
  let extractor = opened.get(job.module);
  if (extractor === undefined) {
    extractor = open(job);
    opened.set(job.module, extractor);
  }
  return extractor;
}

async function open(job: ExtractJob): Promise<OpenExtractor> {
  const runtime = await loadRuntime(job);
  return runtime.unit === 'project'
    ? { unit: 'project', declaration: runtime.declaration, extractProject: await runtime.open() }
    : { unit: 'file', declaration: runtime.declaration, extractFile: await runtime.open() };
}

/** Whether an extractor for `languages` looks at a file at all. */
function reads(languages: FileExtractorRuntime['declaration']['languages'], path: string): boolean {
  if (languages === 'all') return true;
  const language = languageOf(path);
  return language !== null && languages.includes(language);
}

/** Runs one job. Whatever throws here is not determined by the bytes of the files. */
async function extract(job: ExtractJob): Promise<ExtractResult> {
  const extractor = await openExtractor(job);
  if (extractor.unit === 'file') return extractFiles(job, extractor.declaration, extractor.extractFile);
  if (job.project === undefined) throw new InvariantViolation(`'${extractor.declaration.name}' was given no project`);
  return extractProjectJob({ ...job, project: job.project }, extractor.declaration.datasets, extractor.extractProject);
}

async function extractFiles(
  job: ExtractJob,
  declaration: FileExtractorRuntime['declaration'],
  extractFile: ExtractFile<Datasets>,
): Promise<ExtractResult> {
  const hashOf = await contentHash();
  const started = threadMilliseconds();
  const tables = new Map(
    Object.entries(declaration.datasets).map(([name, { columns }]) => [name, new TableBuilder(name, columns)]),
  );
  const emit: Emit<Datasets> = (dataset, row: Readonly<Record<string, Cell>>) => {
    const table = tables.get(dataset);
    if (table === undefined) throw new InvariantViolation(`'${dataset}' is no dataset of the extractor`);
    table.append(row);
  };
  const changed: string[] = [];
  for (const { path, hash } of job.files) {
    if (!reads(declaration.languages, path)) continue;
    const file = readSource(job.root, path, hash, hashOf);
    if (file === null) {
      changed.push(path);
      continue;
    }
    extractFile(file, emit);
    const cells = { file_id: fileIdOf(path), path, language: file.language };
    for (const table of tables.values()) table.endFile(cells);
  }
  return {
    tables: [...tables.values()].map((table) => table.finish()),
    changed,
    milliseconds: threadMilliseconds() - started,
  };
}

/** The handler that the pool calls: the memory of the result is moved to the caller, not copied. */
export default async function run(job: ExtractJob): Promise<unknown> {
  const result = await extract(job);
  return move({
    [transferableSymbol]: result.tables.flatMap(buffersOf),
    [valueSymbol]: result,
  });
}
