-- A call and the symbol at the end of its callee.
-- strategy: "span_overlap" (0.95; cst_call and scip_occurrence have spans in one file; span_overlap was asked for)
-- keys: [{"left":"path","right":"path"}] (0.95; cst_call and scip_occurrence have spans in one file)
-- joinType: "inner" (1; both ends of an edge must exist)
-- ranking: "call_id" (0.9; call_id identifies the left side)
-- projection: ["file_id","path","bstart","bend"] (1; file identity and span of the left side, by semantic type)
-- template: {"name":"entitySymbol","version":2} (1; it was declared with it)
select
  file_id,
  path,
  bstart,
  bend,
  src,
  dst,
  origin,
  resolution_method,
  confidence,
  score,
  ambiguity_group_id,
  symbol,
  symbol_roles,
  provider,
  rule_name,
  evidence
from rel_callsite_symbol_candidates
where candidate_rank = 1;
