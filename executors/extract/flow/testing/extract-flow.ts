/** The value flow of sources held in memory, for tests. */
import { type ExtractText, extractorForTests, type TestRows } from '../../testing/extract-text';
import runtime from '../extractor';
import { FlowInWords } from './describe-flow';

let extract: ExtractText | undefined;

/** Loads the extractor; once per test file. */
export async function loadFlow(): Promise<void> {
  extract ??= await extractorForTests(runtime);
}

export function flowRows(path: string, content: string | Uint8Array): TestRows {
  if (extract === undefined) throw new Error('loadFlow comes first');
  return extract(path, content);
}

export const flowOf = (content: string, path = 'main.ts'): FlowInWords => new FlowInWords(flowRows(path, content));
