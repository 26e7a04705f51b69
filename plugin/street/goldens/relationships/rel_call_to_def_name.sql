-- A call and a definition of the same name in the file, the same scope before others.
-- strategy: "equi_join" (0.6; cst_call and cst_def both have a file; equi_join was asked for)
-- keys: [{"left":"path","right":"path"}] (0.6; cst_call and cst_def both have a file)
-- joinType: "inner" (1; both ends of an edge must exist)
-- ranking: "call_id" (0.9; call_id identifies the left side)
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
from rel_call_to_def_name_candidates
where candidate_rank = 1;
