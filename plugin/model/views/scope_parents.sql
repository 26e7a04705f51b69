-- A scope and the scope around it.
select
  file_id,
  path,
  bstart,
  bend,
  scope_id as src,
  parent_scope_id as dst,
  'symtable' as origin,
  'scope' as resolution_method,
  0.98::decimal(5, 4) as confidence,
  1000 as score,
  scope_id as ambiguity_group_id
from scopes_norm
where parent_scope_id is not null
