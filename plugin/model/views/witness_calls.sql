-- Calls as each witness has them; no symbol table has any.
select
  file_id, path, language, 'cst' as witness,
  if(is_new, 'new', 'call') as kind,
  coalesce(callee_name, '') as name,
  arg_count || ' arguments, callee ' || callee_bstart || '-' || callee_bend as detail,
  bstart, bend
from cst_calls_norm
union all
select
  file_id, path, language, 'ast',
  if(is_new, 'new', 'call'),
  coalesce(func_name, ''),
  arg_count || ' arguments, callee ' || func_bstart || '-' || func_bend,
  bstart, bend
from ast_calls
