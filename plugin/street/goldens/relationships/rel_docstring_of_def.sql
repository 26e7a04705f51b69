-- A docstring and the definition it describes.
-- strategy: "foreign_key" (0.85; owner_def_id of cst_docstring refers to cst_def; foreign_key was asked for)
-- keys: [{"left":"path","right":"path"},{"left":"owner_def_id","right":"def_id"}] (0.85; owner_def_id of cst_docstring refers to cst_def)
-- joinType: "inner" (1; both ends of an edge must exist)
-- ranking: null (1; def_id is unique on the right)
-- projection: ["file_id","path","bstart","bend"] (1; file identity and span of the left side, by semantic type)
-- template: {"name":"entityReference","version":2} (1; it was declared with it)
with pairs as (
  select
    l_file_id as file_id,
    l_path as path,
    l_bstart as bstart,
    l_bend as bend,
    r_def_id as src,
    l_docstring_id as dst,
    l_docstring_id as ambiguity_group_id,
    null::varchar as symbol,
    null::integer as symbol_roles
  from join_cst_docstrings_norm__cst_defs_norm__foreign_key
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
  'rel_docstring_of_def' as rule_name,
  null::varchar as evidence
from pairs p
left join file_quality q on q.path = p.path;
