/** What names may look like; declarations and generators ask the same rules. */
export interface NameRule {
  readonly pattern: RegExp;
  /** The rule in words. */
  readonly says: string;
}

/** Names of entities, relationships, views, datasets and columns. */
export const IDENTIFIER: NameRule = {
  pattern: /^[a-z][a-z0-9_]*$/,
  says: 'use lower case letters, digits and _, starting with a letter',
};

/** Names of extractors, which are parts of target names. */
export const EXTRACTOR_NAME: NameRule = {
  pattern: /^[a-z][a-z0-9-]*$/,
  says: 'use lower case letters, digits and -, starting with a letter',
};

/** Kinds of nodes and edges. */
export const KIND: NameRule = {
  pattern: /^[A-Z][A-Z0-9_]*$/,
  says: 'use upper case letters, digits and _, starting with a letter',
};
