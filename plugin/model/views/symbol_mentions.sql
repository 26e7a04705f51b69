-- A definition, name, import or call and the symbol that an index gives for it.
with related as (
  select *, true as is_definition, false as is_reference, false as is_import, false as is_call from rel_def_symbol
  union all
  select *, false, true, false, false from rel_name_symbol
  union all
  select *, false, false, true, false from rel_import_symbol
  union all
  select *, false, false, false, true from rel_callsite_symbol
)
select
  r.* exclude (dst, symbol),
  r.symbol,
  scip_symbol_id(f.nx_project, r.symbol) as dst,
  r.is_reference and r.symbol_roles & 8 > 0 as is_read,
  r.is_reference and r.symbol_roles & 4 > 0 as is_write
from related r
join files_norm f on f.path = r.path
