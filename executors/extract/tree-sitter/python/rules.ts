/** Everything that is known about Python's syntax, as one set of rules. */
import { addDocumentation } from '../definitions';
import type { Rules } from '../walk';
import { ANNOTATIONS } from './annotations';
import { CALLS } from './calls';
import { CONTEXTS, OPENED, SCOPES } from './contexts';
import { DEFINITIONS } from './definitions';
import { docstringOf } from './docstrings';
import { IMPORTS } from './imports';
import { REFERENCES } from './references';

/** Tokens that decide something although the grammar gives them no name. */
export const PYTHON_TOKENS: readonly string[] = ['async'];

export const PYTHON: Rules = {
  context: CONTEXTS,
  scope: SCOPES,
  open: OPENED,
  define: DEFINITIONS,
  visit: {
    ...REFERENCES,
    ...CALLS,
    ...IMPORTS,
    ...ANNOTATIONS,
    module(walk, node) {
      const documentation = docstringOf(walk.syntax, node);
      if (documentation) addDocumentation(walk, documentation, null);
    },
  },
};
