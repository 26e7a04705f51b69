/** The files of a new extractor, from the templates in `files`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extensionsOf, type Language } from '../../plugin/schema/language';
import type { Additions } from '../declaring/declare';
import { literalText } from '../declaring/literal-text';

export interface ExtractorFolder {
  readonly name: string;
  readonly dataset: string;
  readonly languages: readonly Language[];
}

const TEMPLATES = join(__dirname, 'files');
const SUFFIX = '.template';

/** Text by path relative to the folder of the declarations; fixtures in the languages that are read. */
export function extractorFolder({ name, dataset, languages }: ExtractorFolder): Additions {
  const examples = languages.flatMap((language) => extensionsOf([language]).slice(0, 1)).map((e) => `example.${e}`);
  const values: Readonly<Record<string, string>> = {
    name,
    dataset,
    languages: literalText([...languages]),
    example: examples[0] ?? '',
  };
  const filled = (template: string): string =>
    readFileSync(join(TEMPLATES, template), 'utf8').replace(/__(\w+?)__/g, (all, key: string) => values[key] ?? all);
  return new Map(
    templates()
      .map((template) => [template, template.slice(0, -SUFFIX.length)] as const)
      .filter(([, file]) => !file.startsWith('fixtures/') || examples.includes(file.slice('fixtures/'.length)))
      .map(([template, file]) => [`extractors/${name}/${file}`, filled(template)]),
  );
}

const templates = (): readonly string[] =>
  [
    ...readdirSync(TEMPLATES),
    ...readdirSync(join(TEMPLATES, 'fixtures')).map((fixture) => `fixtures/${fixture}`),
  ].filter((file) => file.endsWith(SUFFIX));
