/** What rules look at in the trees of a grammar: nodes with a name, and tokens that decide something. */
import type { Language } from '../../../plugin/schema/language';
import { loadGrammar as loadSyntaxGrammar, type Grammar as SyntaxGrammar } from '../syntax-tree/grammar';

/** What a walk does with a node type. */
export const SKIP = 0;
export const LEAF = 1;
export const BRANCH = 2;

export interface Grammar extends SyntaxGrammar {
  /** SKIP, LEAF or BRANCH by node type. Tokens without a name are skipped, except those in `keptTokens`. */
  readonly modes: Uint8Array;
  /** Numbers of the named node types and kept tokens called `name`; none if the grammar has no such type. */
  typeIds(name: string): readonly number[];
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

/** Loads the grammar of a language. */
export async function loadGrammar(language: Language, keptTokens: readonly string[]): Promise<Grammar> {
  const grammar = await loadSyntaxGrammar(language);
  const { typeNames, named } = grammar;
  const modes = Uint8Array.from(typeNames, (name, id) => {
    if (named[id] !== 1) return keptTokens.includes(name) ? LEAF : SKIP;
    if (SKIPPED.has(name)) return SKIP;
    return LEAVES.has(name) ? LEAF : BRANCH;
  });
  return {
    ...grammar,
    modes,
    typeIds: (name) => typeNames.flatMap((other, id) => (other === name && modes[id] !== SKIP ? [id] : [])),
  };
}
