-- A type parameter of a definition.
select
  file_id,
  path,
  language,
  cpg_key_id('type_param', path, cpg_key_part(binding_id)) as type_param_id,
  scope_id,
  binding_id,
  name,
  null::varchar as variance
from symtable_bindings
where is_type_parameter
