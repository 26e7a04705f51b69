/** Runs an extractor on one file held in memory, for tests. */
import { languageOf } from '../../../plugin/schema/language';
import type { Cell } from '../evidence/column-builder';
import type { ExtractFile, FileExtractorRuntime } from '../extractor-runtime';

export type TestRow = Readonly<Record<string, Cell>>;
export type TestRows = Readonly<Record<string, readonly TestRow[]>>;
/** Extracts a file: its text (or bytes) under a name that decides its language. */
export type ExtractText = (path: string, content: string | Uint8Array, linkTarget?: string) => TestRows;

/** The extractor, loaded, with the rows of a file by dataset. */
export async function extractorForTests<D extends FileExtractorRuntime['declaration']['datasets']>(
  runtime: FileExtractorRuntime<D>,
): Promise<ExtractText> {
  const extractFile: ExtractFile<D> = await runtime.open();
  return (path, content, linkTarget) => {
    const rows: Record<string, TestRow[]> = {};
    for (const dataset of Object.keys(runtime.declaration.datasets)) rows[dataset] = [];
    const file = { path, language: languageOf(path), bytes: Buffer.from(content), linkTarget: linkTarget ?? null };
    extractFile(file, (dataset, row: TestRow) => rows[dataset]?.push(row));
    return rows;
  };
}
