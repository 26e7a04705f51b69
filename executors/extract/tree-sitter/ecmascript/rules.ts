/** Everything that is known about the syntax of TypeScript, TSX and JavaScript, as one set of rules. */
import type { Rules } from '../walk';
import { CALLS } from './calls';
import { CONTEXTS } from './contexts';
import { DECORATED, DEFINITIONS } from './definitions';
import { addFileDocumentation } from './documentation';
import { addDynamicImport, isImportType } from './dynamic-imports';
import { IMPORTS } from './imports';
import { REFERENCES } from './references';
import { addRequire } from './require';
import { OPENED, SCOPES } from './scopes';

/** Tokens that decide something although the grammar gives them no name. */
export const ECMASCRIPT_TOKENS: readonly string[] = ['async', '*', 'type', 'typeof', 'delete', 'default', 'global'];

/** One set for three grammars: node types that only one of them has are no concern of the others. */
export const ECMASCRIPT: Rules = {
  context: CONTEXTS,
  scope: SCOPES,
  open: OPENED,
  define: DEFINITIONS,
  visit: {
    ...REFERENCES,
    ...CALLS,
    ...IMPORTS,
    ...DECORATED,
    call_expression(walk, node) {
      if (!isImportType(walk.syntax, node)) CALLS.call_expression?.(walk, node);
      addRequire(walk, node);
      addDynamicImport(walk, node);
    },
  },
  finish: addFileDocumentation,
};
