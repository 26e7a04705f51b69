/** Runs an extractor on one file held in memory, for tests. */
import { LANGUAGES, type Language, languageOf } from '../../../plugin/schema/language';
import type { Cell } from '../evidence/column-builder';
import type { ExtractFile, FileExtractorRuntime } from '../extractor-runtime';
import { suffixOf } from '../read-source';

export type TestRow = Readonly<Record<string, Cell>>;
export type TestRows = Readonly<Record<string, readonly TestRow[]>>;
/** Extracts a file: its text (or bytes) under a name that decides its language. */
export type ExtractText = (path: string, content: string | Uint8Array, linkTarget?: string) => TestRows;

/** The extractor, loaded, with the rows of a file by dataset. */
export async function extractorForTests<D extends FileExtractorRuntime['declaration']['datasets']>(
  runtime: FileExtractorRuntime<D>,
): Promise<ExtractText> {
  const { languages, datasets } = runtime.declaration;
  const open = new Map<Language | null, ExtractFile<D>>();
  for (const language of languages === 'all' ? [null, ...LANGUAGES] : languages) {
    open.set(language, await runtime.open(language));
  }
  return (path, content, linkTarget) => {
    const rows: Record<string, TestRow[]> = {};
    for (const dataset of Object.keys(datasets)) rows[dataset] = [];
    const language = languageOf(path);
    const file = { suffix: suffixOf(path), language, bytes: Buffer.from(content), linkTarget: linkTarget ?? null };
    open.get(language)?.(file, (dataset, row: TestRow) => rows[dataset]?.push(row));
    return rows;
  };
}
