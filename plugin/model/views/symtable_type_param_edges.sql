-- From a type parameter to the scope of the definition that has it.
select
  t.file_id,
  t.path,
  s.bstart,
  s.bend,
  t.type_param_id,
  coalesce(s.scope_id, t.scope_id) as owner_scope_id,
  s.block_type as scope_type,
  'symtable' as origin,
  'scope' as resolution_method,
  0.98::decimal(5, 4) as confidence,
  1000 as score,
  t.type_param_id as ambiguity_group_id
from symtable_type_params t
left join scopes_norm s on s.path = t.path and s.parent_scope_id = t.scope_id and s.block_type in ('FUNCTION', 'CLASS', 'TYPE_ALIAS')
