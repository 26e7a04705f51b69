-- An argument and the call it is passed to.
-- strategy: "foreign_key" (0.85; call_id of cst_call_arg refers to cst_call; foreign_key was asked for)
-- keys: [{"left":"path","right":"path"},{"left":"call_id","right":"call_id"}] (0.85; call_id of cst_call_arg refers to cst_call)
-- joinType: "inner" (1; both ends of an edge must exist)
-- ranking: null (1; call_id is unique on the right)
-- projection: ["file_id","path","bstart","bend"] (1; file identity and span of the left side, by semantic type)
-- template: {"name":"entityReference","version":2} (1; it was declared with it)
with pairs as (
  select
    l.file_id as file_id,
    l.path as path,
    l.bstart as bstart,
    l.bend as bend,
    l.call_arg_id as src,
    r.call_id as dst,
    l.call_arg_id as ambiguity_group_id,
    null::varchar as symbol,
    null::integer as symbol_roles
  from cst_call_args_norm l
  join cst_calls_norm r on l.path = r.path and l.call_id = r.call_id
)
select
  p.file_id as file_id,
  p.path as path,
  p.bstart as bstart,
  p.bend as bend,
  p.src as src,
  p.dst as dst,
  'tree-sitter' as origin,
  'foreign_key' as resolution_method,
  ((9800 * (9000 + greatest(0, least(1000, coalesce(q.file_quality_score, 1000)))) // 10000) * 0.0001::decimal(5, 4))::decimal(5, 4) as confidence,
  1000 as score,
  p.ambiguity_group_id as ambiguity_group_id,
  p.symbol as symbol,
  p.symbol_roles as symbol_roles,
  'tree-sitter' as provider,
  'rel_argument_of_call' as rule_name,
  null::varchar as evidence
from pairs p
left join file_quality q on q.path = p.path;
