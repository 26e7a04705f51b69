/** How many nodes of which kind a tree has. */

import { ERROR_TYPE, type Grammar } from '../syntax-tree/grammar';
import { MISSING, type ParseTree } from '../syntax-tree/parse-tree';
import type { QueryCounts } from './capture-rows';
import type { Row } from './datasets';

/** The row of a parsed file. */
export function treeStats(grammar: Grammar, tree: ParseTree, queries: QueryCounts): Row<'ts_stats'> {
  let named = 0;
  let errors = 0;
  let missing = 0;
  for (let node = 0; node < tree.size; node++) {
    const type = tree.type[node] ?? 0;
    if (type === ERROR_TYPE) errors++;
    if (type === ERROR_TYPE || grammar.named[type] === 1) named++;
    if (((tree.flags[node] ?? 0) & MISSING) !== 0) missing++;
  }
  return {
    node_count: tree.size,
    named_count: named,
    error_count: errors,
    missing_count: missing,
    query_match_count: queries.matches,
    query_capture_count: queries.captures,
    match_limit_exceeded: queries.limitExceeded,
  };
}
