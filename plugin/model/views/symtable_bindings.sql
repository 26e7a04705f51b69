-- What a name is bound to in a scope, or that the scope takes it from elsewhere.
select
  y.file_id,
  y.path,
  y.language,
  s.bstart as scope_bstart,
  s.bend as scope_bend,
  cpg_key_id('binding', y.path, cpg_key_part(y.block_id) || cpg_key_part(y.name)) as binding_id,
  y.scope_id,
  s.block_type as scope_type,
  s.name as scope_name,
  y.name,
  case
    when y.is_nonlocal then 'nonlocal_ref'
    when s.block_type <> 'MODULE' and (y.is_global or y.is_declared_global) then 'global_ref'
    when y.is_free then 'free_ref'
    when y.is_parameter then 'param'
    when y.is_imported then 'import'
    when y.is_namespace then 'namespace'
    when y.is_annotated and not y.is_assigned then 'annot_only'
    else 'local'
  end as binding_kind,
  y.is_parameter or y.is_assigned or y.is_imported or y.is_namespace or y.is_annotated as declared_here,
  y.is_referenced as referenced_here,
  y.is_assigned as assigned_here,
  y.is_annotated as annotated_here,
  y.is_imported,
  y.is_parameter,
  y.is_free,
  y.is_nonlocal,
  y.is_global,
  y.is_declared_global,
  y.is_type_parameter,
  'symtable' as origin,
  'scope' as resolution_method,
  0.98::decimal(5, 4) as confidence,
  1000 as score,
  y.scope_id as ambiguity_group_id
from scope_symbols_norm y
join scopes_norm s on s.path = y.path and s.scope_id = y.scope_id
