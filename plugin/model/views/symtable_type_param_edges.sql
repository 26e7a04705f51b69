-- From a type parameter to the scope of the definition that has it.
select t.file_id, t.path, t.type_param_id, coalesce(s.scope_id, t.scope_id) as owner_scope_id, s.block_type as scope_type
from symtable_type_params t
left join scopes_norm s on s.path = t.path and s.parent_scope_id = t.scope_id and s.block_type in ('FUNCTION', 'CLASS', 'TYPE_ALIAS')
