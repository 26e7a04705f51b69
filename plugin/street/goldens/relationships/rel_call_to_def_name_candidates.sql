-- Every candidate of rel_call_to_def_name with its rank; 1 is the one taken.
-- strategy: "equi_join" (0.6; cst_call and cst_def both have a file; equi_join was asked for)
-- keys: [{"left":"path","right":"path"}] (0.6; cst_call and cst_def both have a file)
-- joinType: "inner" (1; both ends of an edge must exist)
-- ranking: "call_id" (0.9; call_id identifies the left side)
-- projection: ["file_id","path","bstart","bend"] (1; file identity and span of the left side, by semantic type)
with pairs as (
  select
    l.file_id as file_id,
    l.path as path,
    l.bstart as bstart,
    l.bend as bend,
    l.call_id as src,
    r.def_id as dst,
    l.call_id as ambiguity_group_id,
    null::varchar as symbol,
    null::integer as symbol_roles,
    r.bend - r.bstart as tie_0,
    r.bstart as tie_1,
    r.bend as tie_2,
    r.def_id as tie_3,
    l.bend as tie_4,
    l.bstart as tie_5,
    l.callee_name as tie_6,
    l.container_def_id as tie_7,
    l.file_id as tie_8,
    r.container_def_id as tie_9,
    r.name as tie_10,
    case when l.container_def_id = r.container_def_id then 10 else 0 end as gain,
    concat_ws(',', case when l.container_def_id = r.container_def_id then 'same_container_def_id' end) as evidence
  from cst_calls_norm l
  join cst_defs_norm r on l.path = r.path
  where l.callee_name = r.name
)
select
  p.file_id as file_id,
  p.path as path,
  p.bstart as bstart,
  p.bend as bend,
  p.src as src,
  p.dst as dst,
  'tree-sitter' as origin,
  'equi_join' as resolution_method,
  ((5000 + 5000 * gain // (gain + 100)) * 0.0001::decimal(5, 4))::decimal(5, 4) as confidence,
  500 + p.gain as score,
  p.ambiguity_group_id as ambiguity_group_id,
  p.symbol as symbol,
  p.symbol_roles as symbol_roles,
  'tree-sitter' as provider,
  'rel_call_to_def_name' as rule_name,
  p.evidence as evidence,
  row_number() over (partition by p.path, p.ambiguity_group_id order by 500 + p.gain desc, p.tie_0, p.tie_1, p.tie_2, p.tie_3, p.tie_4, p.tie_5, p.tie_6, p.tie_7, p.tie_8, p.tie_9, p.tie_10)::integer as candidate_rank
from pairs p;
