import { expect, test } from 'vitest';
import { text } from '../../plugin/schema/columns';
import type { ExtractFile } from './extractor-runtime';
import { openByLanguage } from './open-by-language';
import type { FileContent } from './read-source';

const DATASETS = { facts: { columns: { said: text() } } };
type Extract = ExtractFile<typeof DATASETS>;

function frontEnds() {
  const opened: string[] = [];
  const frontEnd = (name: string) => async (): Promise<Extract> => {
    opened.push(name);
    return (_file, emit) => emit('facts', { said: name });
  };
  return { opened, open: openByLanguage<typeof DATASETS>(frontEnd('CPython'), frontEnd('oxc')) };
}

const file = (linkTarget: string | null): FileContent => ({
  suffix: '',
  language: null,
  bytes: Buffer.of(),
  linkTarget,
});

test.each([
  ['python', 'CPython'],
  ['typescript', 'oxc'],
  ['tsx', 'oxc'],
  ['javascript', 'oxc'],
] as const)('files in %s start %s and nothing else', async (language, name) => {
  const { opened, open } = frontEnds();
  const said: unknown[] = [];
  const extract = await open(language);
  extract(file(null), (_dataset, row) => said.push(...Object.values(row)));
  extract(file('elsewhere'), (_dataset, row) => said.push(...Object.values(row)));
  expect({ opened, said }).toEqual({ opened: [name], said: [name] });
});
