/** Runs an extractor on one file held in memory, for tests. */
import { languageOf } from '../../../plugin/schema/language';
import { collectRows } from '../collect-rows';
import type { Row } from '../evidence/row-appender';
import type { FileExtractorRuntime } from '../extractor-runtime';
import { openReaders } from '../open-readers';
import { suffixOf } from '../read-source';

export type TestRow = Row;
export type TestRows = Readonly<Record<string, readonly TestRow[]>>;
/** Extracts a file: its text (or bytes) under a name that decides its language. */
export type ExtractText = (path: string, content: string | Uint8Array, linkTarget?: string) => TestRows;

/** The extractor, loaded, with the rows of a file by dataset. */
export async function extractorForTests<D extends FileExtractorRuntime['declaration']['datasets']>(
  runtime: FileExtractorRuntime<D>,
): Promise<ExtractText> {
  const { datasets } = runtime.declaration;
  const readers = await openReaders(runtime);
  return (path, content, linkTarget) => {
    const { emit, rows } = collectRows(datasets);
    const language = languageOf(path);
    const file = { suffix: suffixOf(path), language, bytes: Buffer.from(content), linkTarget: linkTarget ?? null };
    readers.get(language)?.(file, emit);
    return rows;
  };
}
