import { beforeAll, describe, expect, test } from 'vitest';
import declaration from '../../../../plugin/model/extractors/symtable';
import { defineRuntime } from '../../extractor-runtime';
import { drawRows } from '../../oxc/testing/draw-rows';
import { fixture, fixtureNames } from '../../oxc/testing/fixtures';
import { type ExtractText, extractorForTests } from '../../testing/extract-text';
import { open } from './extract';

const DATASETS = ['errors', 'scopes', 'symbols', 'namespace_edges', 'partitions', 'references'].map(
  (name) => `symtable_${name}`,
);

let extract: ExtractText;
beforeAll(async () => {
  extract = await extractorForTests(defineRuntime({ declaration, open }));
});

describe('goldens: scopes, symbols and references, under the source', () => {
  test.each(fixtureNames)('%s', async (name) => {
    const rows = extract(name, fixture(name));
    const drawn = drawRows(fixture(name), rows, DATASETS);
    await expect(drawn).toMatchFileSnapshot(`goldens/${name}.txt`);
  });
});
