/** Rows about what could not be parsed. */
import { MAX_ERROR_ROWS } from '../limits';
import { ERROR_TYPE } from '../syntax-tree/grammar';
import type { Refusal } from '../syntax-tree/parse-file';
import type { Row } from './facts';
import type { Syntax } from './syntax';

/** A row that says why a file as a whole has no facts. */
export const fileError = ({ type, message }: Refusal): Row<'cst_parse_errors'> => ({
  error_type: type,
  message,
  bstart: null,
  bend: null,
});

/**
 * The outermost stretches that fit nowhere and the tokens that the parser had to invent, in the order of the file,
 * 50 at most.
 */
export function syntaxErrors(syntax: Syntax): readonly Row<'cst_parse_errors'>[] {
  const { tree, grammar } = syntax;
  if (!tree.hasError) return [];
  const rows = tree.missing.map(({ type, at }) => ({
    error_type: 'missing_token',
    message: `missing ${grammar.typeNames[type] ?? 'token'}`,
    bstart: syntax.byteAt(at),
    bend: syntax.byteAt(at),
  }));
  for (let node = 0; node < tree.size; node++) {
    if (syntax.type(node) !== ERROR_TYPE) continue;
    rows.push({
      error_type: 'syntax_error',
      message: 'this does not fit the grammar here',
      bstart: syntax.bstart(node),
      bend: syntax.bend(node),
    });
    node = (tree.after[node] ?? tree.size) - 1;
  }
  return rows.sort((a, b) => a.bstart - b.bstart || a.bend - b.bend).slice(0, MAX_ERROR_ROWS);
}
