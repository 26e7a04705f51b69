import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unwrap } from './core/result';
import { MANIFEST_FILE } from './manifest/naming';
import { readManifest } from './manifest/read-manifest';
import { BUILT_IN_SEMANTIC_TYPES } from './schema/semantic-type';

const root = join(__dirname, '..');

/** Code that works for any model: all but the model, and the extractors, which fill its datasets by name. */
const CODE = ['plugin', 'executors', 'generators']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .filter(
    (file) =>
      file.endsWith('.ts') &&
      !/\.spec\.ts$|\/testing\/|^plugin\/model\/|^plugin\/schema\/graph-views\.ts$|^executors\/extract\/[^/]+\/|\/files\//.test(
        file,
      ),
  )
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

const found = (pattern: RegExp, code = CODE): string[] =>
  code.flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([match]) => `${file}: ${match}`));

test('no dataset or view of the model is named outside of it', () => {
  const { views, extractors } = unwrap(readManifest(join(root, MANIFEST_FILE), MANIFEST_FILE));
  const all = [...Object.keys(views), ...Object.values(extractors).flatMap((e) => Object.keys(e.datasets))];
  // A view may be called like the semantic type of its column, which is a word of the compiler.
  const names = all.filter((name) => !BUILT_IN_SEMANTIC_TYPES.some((type) => type === name));
  expect(all.length - names.length).toBeLessThan(2);
  expect(CODE.length).toBeGreaterThan(200);
  expect(found(new RegExp(`(['"\`])(?:${names.join('|')})\\1`, 'g'))).toEqual([]);
});

test('no entity of the model is named outside of it, but for the one that a template is about', () => {
  const stems = readdirSync(join(root, 'plugin/model/entities')).map((file) => file.replace('.ts', ''));
  // Names of one word are words of English, and of the code.
  const names = stems.filter((stem) => stem.includes('-')).map((stem) => stem.replaceAll('-', '_'));
  expect(names.length).toBeGreaterThan(10);
  const code = CODE.map(({ file, text }) => ({ file, text: text.replace(/\/\*[\s\S]*?\*\//g, '') }));
  const named = found(new RegExp(`(['"\`])(?:${names.join('|')})\\1`, 'g'), code);
  expect(named).toEqual(["plugin/declaration/templates.ts: 'scip_occurrence'"]);
});

test('nothing is concluded from how a dataset, view or column is called', () => {
  const subject = String.raw`\b(?:column|view|dataset|entity|relationship|table)s?(?:\.name|Name)?`;
  expect(found(new RegExp(`${subject}\\.(?:startsWith|endsWith|match|matchAll|search)\\(`, 'g'))).toEqual([]);
  expect(found(new RegExp(`/[a-z]*\\.test\\(${subject}\\)`, 'g'))).toEqual([]);
});
