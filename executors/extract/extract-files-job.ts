/** A job whose unit is the file: each is read, checked, extracted and remembered; their rows become one table per dataset. */
import { type Language, languageOf } from '../../plugin/schema/language';
import { remember } from '../runtime/evidence-cache';
import { contentHash } from './content-hash';
import { emitInto } from './emit-into';
import { type FileTables, tablesOf } from './evidence/file-tables';
import { packedTypes, unpackRows } from './evidence/packed-rows';
import { RowsBuilder } from './evidence/rows-builder';
import type { ExtractResult, FilesJob } from './extract-job';
import type { Datasets, ExtractFile, FileExtractorRuntime } from './extractor-runtime';
import { readSource } from './read-source';
import { threadMilliseconds } from './thread-time';

/**
 * Files of a language that the extractor does not read have no rows. Those of the others are joined here: the thread that
 * gets them has all the others' to load.
 */
export async function extractFilesJob(job: FilesJob, runtime: FileExtractorRuntime): Promise<ExtractResult> {
  const readers = await openLanguages(job, runtime);
  const hashOf = await contentHash();
  const started = threadMilliseconds();
  const builder = new RowsBuilder(job.datasets);
  const emit = emitInto(builder);
  const types = packedTypes(job.datasets);
  const found: FileTables[] = [];
  const changed: string[] = [];
  for (const { path, hash } of job.files) {
    const extractFile = readers.get(languageOf(path));
    if (extractFile === undefined) continue;
    const file = readSource(job.root, path, hash, hashOf);
    if (file === null) {
      changed.push(path);
      continue;
    }
    extractFile(file, emit);
    const packed = builder.finish();
    if (job.shelf !== null) remember(job.shelf, file, packed);
    found.push({ path, tables: unpackRows(packed, types) });
  }
  const tables = tablesOf(job.datasets, found, job.owner);
  return { tables, changed, milliseconds: threadMilliseconds() - started };
}

type Readers = ReadonlyMap<Language | null, ExtractFile<Datasets>>;

/** What reads the files of a job, by their language. */
async function openLanguages({ module, files }: FilesJob, runtime: FileExtractorRuntime): Promise<Readers> {
  const { languages } = runtime.declaration;
  const readers = new Map<Language | null, ExtractFile<Datasets>>();
  for (const language of new Set(files.map(({ path }) => languageOf(path)))) {
    const reads = languages === 'all' || (language !== null && languages.includes(language));
    if (reads) readers.set(language, await openOnce(module, runtime, language));
  }
  return readers;
}

const opened = new Map<string, Promise<ExtractFile<Datasets>>>();

/** What the extractor in `module` reads a language with, opened once per thread. */
function openOnce(
  module: string,
  runtime: FileExtractorRuntime,
  language: Language | null,
): Promise<ExtractFile<Datasets>> {
  const key = `${module}\0${language}`;
  const extractFile = opened.get(key) ?? runtime.open(language);
  opened.set(key, extractFile);
  return extractFile;
}
