/** Every extractor of files, found by its folder, with the same hostile files. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileExtractorRuntime, ProjectExtractorRuntime } from './extractor-runtime';
import { describeExtractor } from './testing/describe-extractor';

const folders = readdirSync(__dirname).filter((folder) => existsSync(join(__dirname, folder, 'extractor.ts')));

describe('extractors of files', async () => {
  const ofFiles: FileExtractorRuntime[] = [];
  for (const folder of folders) {
    const loaded: { default: FileExtractorRuntime | ProjectExtractorRuntime } = await import(
      `./${folder}/extractor.ts`
    );
    if (loaded.default.unit === 'file') ofFiles.push(loaded.default);
  }

  test('there are some', () => expect(ofFiles.length).toBeGreaterThan(4));

  for (const runtime of ofFiles) describeExtractor(runtime);
});
