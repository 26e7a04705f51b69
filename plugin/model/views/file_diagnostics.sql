-- What parsers, the compiler and indexers remark about a file, each remark once.
with remarks as (
  select file_id, path, language, bstart, bend, 'ERROR' as severity, error_type as code, message, 'tree-sitter' as origin
  from cst_parse_errors
  where error_type <> 'empty_file'
  union
  select file_id, path, language, bstart, bend, 'ERROR', error_type, message, 'symtable'
  from symtable_errors
  union
  select file_id, path, language, bstart, bend, upper(severity_name), code, message, 'scip'
  from scip_diagnostics_norm
)
select
  *,
  cpg_key_id('diagnostic', path, cpg_key_part(origin) || cpg_key_part(code) || cpg_key_part(message) || cpg_key_part(coalesce(bstart, -1)) || cpg_key_part(coalesce(bend, -1))) as diagnostic_id,
  'recorded' as resolution_method,
  0.98::decimal(5, 4) as confidence,
  1000 as score,
  file_id as ambiguity_group_id
from remarks
