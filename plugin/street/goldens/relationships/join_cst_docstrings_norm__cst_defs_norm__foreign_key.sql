-- Rows of cst_docstrings_norm and cst_defs_norm that belong together, for rel_cst_docstring_owner_by_id, rel_docstring_of_def.
-- strategy: "foreign_key" (0.85; owner_def_id of cst_docstring refers to cst_def; foreign_key was asked for)
-- keys: [{"left":"path","right":"path"},{"left":"owner_def_id","right":"def_id"}] (0.85; owner_def_id of cst_docstring refers to cst_def)
select
  l.bend as l_bend,
  l.bstart as l_bstart,
  l.docstring_id as l_docstring_id,
  l.file_id as l_file_id,
  l.owner_kind as l_owner_kind,
  l.path as l_path,
  r.bend as r_bend,
  r.bstart as r_bstart,
  r.def_id as r_def_id,
  r.kind as r_kind
from cst_docstrings_norm l
join cst_defs_norm r on l.path = r.path and l.owner_def_id = r.def_id;
