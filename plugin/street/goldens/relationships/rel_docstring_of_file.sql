-- The docstring of a module and its file.
-- strategy: "equi_join" (0.6; cst_docstring and file both have a file; equi_join was asked for)
-- keys: [{"left":"path","right":"path"}] (0.6; cst_docstring and file both have a file)
-- joinType: "inner" (1; both ends of an edge must exist)
-- ranking: null (1; there is one file with a path)
-- projection: ["file_id","path","bstart","bend"] (1; file identity and span of the left side, by semantic type)
-- template: {"name":"entityReference","version":1} (1; it was declared with it)
select
  l.file_id as file_id,
  l.path as path,
  l.bstart as bstart,
  l.bend as bend,
  r.file_id as src,
  l.docstring_id as dst,
  'tree-sitter' as origin,
  'equi_join' as resolution_method,
  (9800 * 0.0001::decimal(5, 4))::decimal(5, 4) as confidence,
  1000 as score,
  l.docstring_id as ambiguity_group_id,
  null::varchar as symbol,
  null::integer as symbol_roles,
  'repo-scan' as provider,
  'rel_docstring_of_file' as rule_name,
  null::varchar as evidence
from cst_docstrings_norm l
join files_norm r on l.path = r.path
where l.owner_def_id is null;
