-- The docstring of a module and its file.
-- strategy: "foreign_key" (0.85; cst_docstring is in the file that file is; foreign_key was asked for)
-- keys: [{"left":"path","right":"path"}] (0.85; cst_docstring is in the file that file is)
-- joinType: "inner" (1; both ends of an edge must exist)
-- ranking: null (1; there is one file with a path)
-- projection: ["file_id","path","bstart","bend"] (1; file identity and span of the left side, by semantic type)
-- template: {"name":"entityReference","version":2} (1; it was declared with it)
with pairs as (
  select
    l.file_id as file_id,
    l.path as path,
    l.bstart as bstart,
    l.bend as bend,
    r.file_id as src,
    l.docstring_id as dst,
    l.docstring_id as ambiguity_group_id,
    null::varchar as symbol,
    null::integer as symbol_roles
  from cst_docstrings_norm l
  join files_norm r on l.path = r.path
  where l.owner_def_id is null
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
  'repo-scan' as provider,
  'rel_docstring_of_file' as rule_name,
  null::varchar as evidence
from pairs p
left join file_quality q on q.path = p.path;
