import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawFacts } from '../testing/draw-facts';
import { type ExtractText, extractorForTests } from '../testing/extract-text';
import treeSitter from './extractor';

const FIXTURES = join(__dirname, 'fixtures');
let extract: ExtractText;
beforeAll(async () => {
  extract = await extractorForTests(treeSitter);
});

describe('goldens: facts under the source they are about', () => {
  test.each(readdirSync(FIXTURES))('%s', async (file) => {
    const content = readFileSync(join(FIXTURES, file), 'utf8');
    await expect(drawFacts(content, extract(file, content))).toMatchFileSnapshot(`goldens/${file}.txt`);
  });
});
