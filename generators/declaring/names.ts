/** Names that people give: checked, and as the file that a declaration of that name is in. */
import { DiagnosticError, diagnostic, type Place } from '../../plugin/core/diagnostic';
import * as rules from '../../plugin/schema/name-rules';

interface GivenName extends rules.NameRule {
  /** The valid name that is nearest to another. */
  readonly repair: (name: string) => string;
}

const words = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');

/** What begins with a letter, whatever is left of the name. */
const fromLetter = (name: string): string => name.replace(/^[^A-Za-z]+/, '') || 'name';

/** Names of entities, relationships, views, datasets and columns. */
export const IDENTIFIER: GivenName = {
  ...rules.IDENTIFIER,
  repair: (name) => fromLetter(words(name).join('_').toLowerCase()),
};

/** Names of extractors. */
export const EXTRACTOR_NAME: GivenName = {
  ...rules.EXTRACTOR_NAME,
  repair: (name) => fromLetter(words(name).join('-').toLowerCase()),
};

/** Kinds of nodes and edges. */
export const KIND: GivenName = { ...rules.KIND, repair: (name) => fromLetter(words(name).join('_')).toUpperCase() };

/** Errors: `CPG_NAME_INVALID` with the nearest name that is valid. */
export function checkName(name: string, { pattern, says, repair }: GivenName, at: Place): void {
  if (pattern.test(name)) return;
  throw new DiagnosticError([diagnostic('CPG_NAME_INVALID', { name, rule: says, near: repair(name) }, at)]);
}

/** The file that declares something, without its extension. */
export const fileStem = (name: string): string => name.replaceAll('_', '-');

/** The kind that nodes or edges have unless somebody says otherwise. */
export const kindOf = (name: string): string => KIND.repair(name);
