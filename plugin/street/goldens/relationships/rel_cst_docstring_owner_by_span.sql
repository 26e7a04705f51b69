-- A docstring without an owner and the definition around it.
-- strategy: "span_contains" (0.95; cst_docstring and cst_def have spans in one file; span_contains was asked for)
-- keys: [{"left":"path","right":"path"}] (0.95; cst_docstring and cst_def have spans in one file)
-- joinType: "inner" (1; both ends of an edge must exist)
-- ranking: "docstring_id" (0.9; docstring_id identifies the left side)
-- projection: ["file_id","path","bstart","bend"] (1; file identity and span of the left side, by semantic type)
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
from rel_cst_docstring_owner_by_span_candidates
where candidate_rank = 1;
