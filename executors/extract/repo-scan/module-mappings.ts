/** What a tsconfig.json or a package.json says of the names of modules. */
import { createRequire } from 'node:module';
import type * as TypeScript from 'typescript';
import type declaration from '../../../plugin/model/extractors/repo-scan';
import type { FileRow } from '../extractor-runtime';
import type { FileContent } from '../read-source';

type Row = FileRow<(typeof declaration.datasets.module_mappings)['columns']>;
type JsonObject = Readonly<Record<string, unknown>>;

/** Configurations are small; data in JSON may not be. In bytes. */
const MAX_CONFIGURATION_BYTES = 256 * 1024;

/** What a file has to mention to be worth parsing. */
const MENTIONS = /"(?:paths|baseUrl|extends|exports|imports)"/;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const strings = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');

/** Rows of a file in JSON; none of one that is something else. Whether it is a configuration, its name tells. */
export function* moduleMappings({ suffix, bytes, linkTarget }: FileContent): Generator<Row> {
  if (suffix !== 'json' || linkTarget !== null || bytes.length > MAX_CONFIGURATION_BYTES) return;
  const text = bytes.toString('utf8');
  const config = MENTIONS.test(text) ? parsed(text) : undefined;
  if (!isObject(config)) return;
  yield* compilerMappings(config);
  yield* packageMappings(config);
}

let typescript: typeof TypeScript | undefined;

/** Comments and commas at the end are part of what TypeScript reads; its parser is loaded for the first such file only. */
function parsed(text: string): unknown {
  typescript ??= createRequire(__filename)('typescript') as typeof TypeScript;
  return typescript.parseConfigFileTextToJson('', text).config;
}

function* compilerMappings({ extends: bases, compilerOptions }: JsonObject): Generator<Row> {
  yield* targets('extends', '', strings(bases));
  if (!isObject(compilerOptions)) return;
  const { baseUrl, paths } = compilerOptions;
  yield* targets('base_url', '', strings(baseUrl).slice(0, 1));
  if (!isObject(paths)) return;
  for (const [pattern, list] of Object.entries(paths)) yield* targets('paths', pattern, strings(list));
}

function* packageMappings({ name, exports, imports }: JsonObject): Generator<Row> {
  if (typeof name !== 'string') return;
  yield* targets('package', '', [name]);
  const isMap = isObject(exports) && Object.keys(exports).every((key) => key.startsWith('.'));
  const subpaths = isMap ? exports : { '.': exports };
  for (const [subpath, value] of Object.entries(subpaths)) yield* targets('exports', subpath, conditional(value));
  for (const [pattern, value] of isObject(imports) ? Object.entries(imports) : [])
    yield* targets('imports', pattern, conditional(value));
}

/** Conditions nest; `null` says that there is nothing. */
function conditional(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(conditional);
  return isObject(value) ? Object.values(value).flatMap(conditional) : strings(value);
}

function* targets(kind: string, pattern: string, list: readonly string[]): Generator<Row> {
  for (const [position, target] of list.entries()) yield { kind, pattern, target, position };
}
