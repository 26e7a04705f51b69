-- Definitions at the top of a file, which other files may import, with their qualified names.
select
  d.file_id,
  d.path,
  d.language,
  d.bstart,
  d.bend,
  d.def_id,
  d.kind as def_kind_norm,
  d.name,
  cpg_key_id('qname', d.path, cpg_key_part(d.qualname)) as qname_id,
  d.qualname as qname,
  'syntactic' as qname_source
from cst_defs_norm d
where d.container_def_id is null
