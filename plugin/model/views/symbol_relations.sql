-- What an index says of two symbols of a project: one refers to, implements, has the type of, or is defined by the other.
select
  a.file_id,
  a.path,
  null::bigint as bstart,
  null::bigint as bend,
  a.symbol_id as src,
  b.symbol_id as dst,
  bool_or(r.is_reference) as is_reference,
  bool_or(r.is_implementation) as is_implementation,
  bool_or(r.is_type_definition) as is_type_definition,
  bool_or(r.is_definition) as is_definition,
  'scip' as origin,
  'recorded' as resolution_method,
  0.98::decimal(5, 4) as confidence,
  1000 as score,
  a.symbol_id as ambiguity_group_id
from scip_symbol_relationships r
join files_norm f on f.path = r.path
join scip_symbols a on a.symbol_id = scip_symbol_id(f.nx_project, r.symbol)
join scip_symbols b on b.symbol_id = scip_symbol_id(f.nx_project, r.related_symbol)
group by f.nx_project, a.file_id, a.path, a.symbol_id, b.symbol_id
