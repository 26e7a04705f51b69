import { LANGUAGES, type Language } from '../../plugin/schema/language';
import type { Datasets, ExtractFile, FileExtractorRuntime } from './extractor-runtime';

/** What an extractor reads files with, by their language: all that it reads, opened one after the other. */
export async function openReaders<D extends Datasets>(
  runtime: FileExtractorRuntime<D>,
): Promise<ReadonlyMap<Language | null, ExtractFile<D>>> {
  const { languages } = runtime.declaration;
  const readers = new Map<Language | null, ExtractFile<D>>();
  for (const language of languages === 'all' ? [null, ...LANGUAGES] : languages) {
    readers.set(language, await runtime.open(language));
  }
  return readers;
}
