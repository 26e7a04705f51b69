/** A tree-sitter grammar with its parser, and its node types and fields as numbers that a loop can compare. */
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';

/** Node type of what could not be parsed. */
export const ERROR_TYPE = 0xffff;

/** What a walk does with a node type. */
export const SKIP = 0;
export const LEAF = 1;
export const BRANCH = 2;

export interface Grammar {
  readonly parser: Parser;
  /** Name of a node type by number. */
  readonly typeNames: readonly string[];
  /** SKIP, LEAF or BRANCH by node type. Tokens without a name are skipped, except those in `keptTokens`. */
  readonly modes: Uint8Array;
  /** Numbers of the named node types and kept tokens called `name`; none if the grammar has no such type. */
  typeIds(name: string): readonly number[];
  /** Name of a field by number; empty for number 0, no field. */
  readonly fieldNames: readonly string[];
}

/** Named nodes that never have children, so that a walk need not ask. */
const LEAVES: ReadonlySet<string> = new Set([
  'identifier',
  'property_identifier',
  'private_property_identifier',
  'shorthand_property_identifier',
  'shorthand_property_identifier_pattern',
  'type_identifier',
  'statement_identifier',
  'predefined_type',
  'string_start',
  'string_end',
  'string_fragment',
  'escape_sequence',
  'integer',
  'float',
  'number',
  'comment',
  'this',
  'super',
  'true',
  'false',
  'none',
  'null',
  'undefined',
]);

/** Named nodes that say nothing: the backslash before a line end may stand between any two others. */
const SKIPPED: ReadonlySet<string> = new Set(['line_continuation']);

const requireFrom = createRequire(__filename);
let engine: Promise<void> | undefined;

/** Loads the grammar in `wasm` (a module specifier) once its engine is up. */
export async function loadGrammar(wasm: string, keptTokens: readonly string[]): Promise<Grammar> {
  engine ??= Parser.init();
  await engine;
  const language = await Language.load(requireFrom.resolve(wasm));
  const parser = new Parser();
  parser.setLanguage(language);
  const typeNames = Array.from({ length: language.nodeTypeCount }, (_, id) => language.nodeTypeForId(id) ?? '');
  const modes = Uint8Array.from(typeNames, (name, id) => {
    if (!language.nodeTypeIsNamed(id)) return keptTokens.includes(name) ? LEAF : SKIP;
    if (SKIPPED.has(name)) return SKIP;
    return LEAVES.has(name) ? LEAF : BRANCH;
  });
  return {
    parser,
    typeNames,
    modes,
    typeIds: (name) => typeNames.flatMap((other, id) => (other === name && modes[id] !== SKIP ? [id] : [])),
    fieldNames: Array.from({ length: language.fieldCount + 1 }, (_, id) => language.fieldNameForId(id) ?? ''),
  };
}
