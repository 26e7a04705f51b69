-- Every candidate of rel_callsite_symbol with its rank; 1 is the one taken.
-- strategy: "span_overlap" (0.95; cst_call and scip_occurrence have spans in one file; span_overlap was asked for)
-- keys: [{"left":"path","right":"path"}] (0.95; cst_call and scip_occurrence have spans in one file)
-- joinType: "inner" (1; both ends of an edge must exist)
-- ranking: "call_id" (0.9; call_id identifies the left side)
-- projection: ["file_id","path","bstart","bend"] (1; file identity and span of the left side, by semantic type)
-- template: {"name":"entitySymbol","version":2} (1; it was declared with it)
with pairs as (
  select
    l_file_id as file_id,
    l_path as path,
    l_bstart as bstart,
    l_bend as bend,
    l_call_id as src,
    r_occurrence_id as dst,
    l_call_id as ambiguity_group_id,
    r_symbol as symbol,
    r_symbol_roles as symbol_roles,
    r_bend - r_bstart as tie_0,
    r_bstart as tie_1,
    r_bend as tie_2,
    r_symbol as tie_3,
    r_occurrence_id as tie_4,
    l_bend as tie_5,
    l_bstart as tie_6,
    l_callee_bend as tie_7,
    l_callee_bstart as tie_8,
    l_file_id as tie_9,
    r_is_definition as tie_10,
    r_symbol_roles as tie_11,
    case when l_callee_bstart = r_bstart then 15 else 0 end + case when l_callee_bend = r_bend then 10 else 0 end as gain,
    concat_ws(',', case when l_callee_bstart = r_bstart then 'same_start' end, case when l_callee_bend = r_bend then 'same_end' end) as evidence
  from join_cst_calls_norm__scip_occurrences_norm__span_overlap
  where not coalesce(r_is_definition, false)
)
select
  p.file_id as file_id,
  p.path as path,
  p.bstart as bstart,
  p.bend as bend,
  p.src as src,
  p.dst as dst,
  'tree-sitter' as origin,
  'span_overlap' as resolution_method,
  ((9500 + 500 * gain // (gain + 100)) * 0.0001::decimal(5, 4))::decimal(5, 4) as confidence,
  2000 + p.gain as score,
  p.ambiguity_group_id as ambiguity_group_id,
  p.symbol as symbol,
  p.symbol_roles as symbol_roles,
  'scip' as provider,
  'rel_callsite_symbol' as rule_name,
  p.evidence as evidence,
  row_number() over (partition by p.path, p.ambiguity_group_id order by 2000 + p.gain desc, p.tie_0, p.tie_1, p.tie_2, p.tie_3, p.tie_4, p.tie_5, p.tie_6, p.tie_7, p.tie_8, p.tie_9, p.tie_10, p.tie_11)::integer as candidate_rank
from pairs p;
