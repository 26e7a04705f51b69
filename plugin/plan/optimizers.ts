/**
 * The optimizer passes that run in the planning catalog.
 *
 * Left out, and why: `statistics_propagation`, `join_order`, `build_side_probe_side` (data decides); `unused_columns`,
 * `column_lifetime`, `cte_inlining`, `unnest_rewriter`, `top_n_window_elimination`, `late_materialization` (the engine
 * cannot serialise what they make of common queries: it binds references against types from before the pass);
 * `join_elimination`, `window_self_join` (they change which columns are read); `compressed_materialization`,
 * `join_filter_pushdown`, `row_group_pruner`, `common_subplan` (they say nothing about lineage).
 */
export const PLANNING_OPTIMIZERS = [
  'common_aggregate',
  'common_subexpressions',
  'cte_filter_pusher',
  'deliminator',
  'duplicate_groups',
  'expression_rewriter',
  'filter_pullup',
  'filter_pushdown',
  'in_clause',
  'limit_pushdown',
  'materialized_cte',
  'regex_range',
  'reorder_filter',
  'sum_rewriter',
  'top_n',
] as const;
