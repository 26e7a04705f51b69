/** Evidence with and without the cache is the same, byte for byte, whatever state the cache is in. */
import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesBelow, SourceWorkspace } from './testing/source-workspace';

const EXTRACTOR = 'tree-sitter';
const FILES = 40;
const seed = Number(process.env.CPG_TEST_SEED ?? Date.now() % 1_000_000_007);
const random = fc.nat({ max: 2 ** 31 - 1 });
const perFile = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: FILES, maxLength: FILES });

let workspace: SourceWorkspace;
/** The store as it is without a cache. */
let expected: Readonly<Record<string, string>>;

beforeAll(async () => {
  workspace = new SourceWorkspace();
  for (let i = 0; i < FILES; i++) workspace.write(`src/f${i}.${i % 3 === 0 ? 'ts' : 'py'}`, sourceOf(i));
  workspace.write('src/readme.md', 'not a source\n');
  await workspace.extract(EXTRACTOR, { remember: false });
  expected = workspace.data();
}, 120_000);
afterAll(() => workspace.remove());

/** Files of both languages in which every dataset has rows somewhere; some are empty, some are broken. */
function sourceOf(i: number): string {
  if (i === 7) return '';
  const text = i % 3 === 0 ? typescriptOf(i) : pythonOf(i);
  return i % 5 === 0 ? `${text}\n)(` : text.repeat(1 + (i % 4));
}
const pythonOf = (i: number) =>
  `"""Module ${i}: é😀"""\nimport os.path as p${i}\n@deco(${i})\ndef f${i}(a, *b):\n    """Says."""\n    return g(a.b, k=${i})\n`;
const typescriptOf = (i: number) =>
  `import { a as b${i} } from './f${i}';\n/** Says é. */\nexport class C${i} { @d() m(x) { return b(x, ...y); } }\n`;

/** `other` is what another entry held before anything was damaged. */
type Damage = (file: string, random: number, other: Buffer) => void;
const flip = (file: string, position: number, bit: number) => {
  const bytes = readFileSync(file);
  bytes[position] = (bytes[position] ?? 0) ^ (1 << bit);
  writeFileSync(file, bytes);
};
const DAMAGES: Readonly<Record<string, Damage>> = {
  deleted: (file) => rmSync(file),
  emptied: (file) => truncateSync(file),
  'cut off': (file, at) => truncateSync(file, at % statSync(file).size),
  'a bit flipped': (file, at) => flip(file, at % statSync(file).size, at % 8),
  'a bit of its digest flipped': (file, at) => flip(file, at % 32, at % 8),
  'something appended': (file, at) => appendFileSync(file, Buffer.of(at % 256)),
  'another entry in its place': (file, _at, other) => writeFileSync(file, other),
  'a directory in its place': (file) => {
    rmSync(file);
    mkdirSync(file);
  },
};

async function rebuilt(): Promise<number> {
  const { record } = await workspace.extract(EXTRACTOR, { remember: true });
  expect(record).toMatchObject({ outcome: 'built', files: FILES });
  expect(workspace.data()).toEqual(expected);
  return record.filesCached ?? Number.NaN;
}

const forget = () => rmSync(workspace.cache, { recursive: true, force: true });

/** The files of a cache that has just been filled, and what they hold. */
async function filledCache(): Promise<readonly (readonly [file: string, content: Buffer])[]> {
  forget();
  await rebuilt();
  const files = filesBelow(workspace.cache).map((file) => [file, readFileSync(file)] as const);
  expect(files).toHaveLength(FILES);
  return files;
}

describe(`the bytes of the store (seed ${seed})`, () => {
  test('do not depend on whether files are extracted or remembered', async () => {
    forget();
    expect(await rebuilt()).toBe(0);
    expect(await rebuilt()).toBe(FILES);
  });

  test.each(Object.entries(DAMAGES))('survive every file of the cache: %s', async (_how, damage) => {
    for (const positions of fc.sample(perFile(random), { seed, numRuns: 3 })) {
      const files = await filledCache();
      for (const [i, [file]] of files.entries()) damage(file, positions[i] ?? 0, files.at(i - 1)?.[1] ?? Buffer.of());
      expect(await rebuilt()).toBe(0);
    }
  });

  test('survive any mixture of what is there, damaged and missing', async () => {
    const fate = fc.tuple(fc.constantFrom('intact', 'intact', ...Object.keys(DAMAGES)), random);
    for (const fates of fc.sample(perFile(fate), { seed, numRuns: 8 })) {
      const files = await filledCache();
      for (const [i, [file]] of files.entries()) {
        const [how = '', position = 0] = fates[i] ?? [];
        DAMAGES[how]?.(file, position, files.at(i - 1)?.[1] ?? Buffer.of());
      }
      expect(await rebuilt()).toBe(fates.filter(([how]) => how === 'intact').length);
    }
  }, 120_000);

  test('do not depend on the cache being a directory', async () => {
    forget();
    writeFileSync(workspace.cache, 'a file in the way');
    expect(await rebuilt()).toBe(0);
    expect(await rebuilt()).toBe(0);
    forget();
  });

  test('are those of two runs at once', async () => {
    forget();
    const other = workspace.extract(EXTRACTOR, { remember: true });
    await workspace.extract(EXTRACTOR, { remember: true });
    await other;
    expect(await rebuilt()).toBe(FILES);
  });
});

describe('a person is told', () => {
  test('how many files were remembered', async () => {
    forget();
    expect((await workspace.extract(EXTRACTOR, { remember: true })).text).toContain(' from 40 files, in ');
    expect((await workspace.extract(EXTRACTOR, { remember: true })).text).toContain(
      ' from 40 files, 40 remembered, in ',
    );
  });
});
