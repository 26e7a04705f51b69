/** A job whose unit is the file: each is read, checked, extracted and remembered. */
import { type Language, languageOf } from '../../plugin/schema/language';
import { remember } from '../runtime/evidence-cache';
import { contentHash } from './content-hash';
import type { Cell } from './evidence/column-builder';
import { RowsBuilder } from './evidence/rows-builder';
import type { FilesJob, FilesResult } from './extract-job';
import type { Datasets, Emit, ExtractFile, FileExtractorRuntime } from './extractor-runtime';
import { readSource } from './read-source';
import { threadMilliseconds } from './thread-time';

/** Files of a language that the extractor does not read have no rows. */
export async function extractFilesJob(job: FilesJob, runtime: FileExtractorRuntime): Promise<FilesResult> {
  const readers = await openLanguages(job, runtime);
  const hashOf = await contentHash();
  const started = threadMilliseconds();
  const builder = new RowsBuilder(job.datasets);
  const emit: Emit<Datasets> = (dataset, row: Readonly<Record<string, Cell>>) => builder.append(dataset, row);
  const rows = job.files.map(({ path, hash }) => {
    const extractFile = readers.get(languageOf(path));
    if (extractFile === undefined) return builder.finish();
    const file = readSource(job.root, path, hash, hashOf);
    if (file === null) return null;
    extractFile(file, emit);
    const packed = builder.finish();
    if (job.shelf !== null) remember(job.shelf, file, packed);
    return packed;
  });
  return { unit: 'file', rows, milliseconds: threadMilliseconds() - started };
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
