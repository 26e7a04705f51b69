import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import ast from '../ast/extractor';
import bytecode from '../bytecode/extractor';
import symtable from '../symtable/extractor';
import { extractorForTests } from '../testing/extract-text';
import { drawPython } from './testing/draw-python';

const FIXTURES = join(__dirname, 'fixtures');

describe.each([
  ['ast', () => extractorForTests(ast)],
  ['symtable', () => extractorForTests(symtable)],
  ['bytecode', () => extractorForTests(bytecode)],
])('%s: facts under the source they are about', (name, open) => {
  test.each(readdirSync(FIXTURES))('%s', async (file) => {
    const extract = await open();
    const content = readFileSync(join(FIXTURES, file));
    await expect(drawPython(content, extract(file, content))).toMatchFileSnapshot(`goldens/${file}.${name}.txt`);
  });
});
