import { beforeAll, expect, test } from 'vitest';
import { type ExtractText, extractorForTests } from '../../testing/extract-text';
import treeSitter from '../extractor';

let extract: ExtractText;
beforeAll(async () => {
  extract = await extractorForTests(treeSitter);
});

/** Imports as `kind module name asname`, and the text of their span. */
const imports = (path: string, text: string) =>
  extract(path, text).cst_imports?.map((r) => [
    [r.kind, r.module, r.name, r.asname].map(String).join(' '),
    text.slice(Number(r.alias_bstart), Number(r.alias_bend)),
  ]);

test.each(['a.js', 'a.ts'])('`default` is a name as any other in %s', (path) => {
  expect(imports(path, "import { default as a } from 'm';")).toEqual([['importfrom m default a', 'default as a']]);
  expect(imports(path, "export { default, default as b, c as default } from 'm';")).toEqual([
    ['export_from m default null', 'default'],
    ['export_from m default b', 'default as b'],
    ['export_from m c default', 'c as default'],
  ]);
  expect(imports(path, "export * as default from 'm';")).toEqual([['export_from m * default', '* as default']]);
});

test.each(['a.js', 'a.ts'])('`export default` stands between a definition and its comment in %s', (path) => {
  const rows = extract(path, '/** Says hello. */\nexport default function hello() {}');
  expect(rows.cst_defs).toMatchObject([{ name: 'hello', docstring: 'Says hello.' }]);
});
