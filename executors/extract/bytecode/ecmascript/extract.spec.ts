import { beforeAll, describe, expect, test } from 'vitest';
import declaration from '../../../../plugin/model/extractors/bytecode';
import { defineRuntime } from '../../extractor-runtime';
import { drawRows } from '../../oxc/testing/draw-rows';
import { fixture, fixtureNames } from '../../oxc/testing/fixtures';
import { type ExtractText, extractorForTests } from '../../testing/extract-text';
import { open } from './extract';

const DATASETS = ['bytecode_errors', 'cfg_edges', 'cfg_units', 'cfg_blocks'];

let extract: ExtractText;
beforeAll(async () => {
  extract = await extractorForTests(defineRuntime({ declaration, open }));
});

describe('goldens: units and blocks under the source, the ways between blocks before it', () => {
  test.each(fixtureNames)('%s', async (name) => {
    const rows = extract(name, fixture(name));
    const drawn = drawRows(fixture(name), rows, DATASETS);
    await expect(drawn).toMatchFileSnapshot(`goldens/${name}.txt`);
  });
});
