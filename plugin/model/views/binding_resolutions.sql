-- A name that a scope takes from a scope around it, and what the name is there: global, nonlocal or free.
select
  b.file_id,
  b.path,
  min(m.bstart) as bstart,
  min(m.bend) as bend,
  b.binding_id as src,
  o.binding_id as dst,
  'symtable' as origin,
  case b.binding_kind when 'global_ref' then 'global' when 'nonlocal_ref' then 'nonlocal' else 'free' end as resolution_method,
  0.98::decimal(5, 4) as confidence,
  1000 as score,
  b.binding_id as ambiguity_group_id
from name_mentions_norm m
join symtable_bindings b on b.path = m.path and b.scope_id = m.scope_id and b.name = m.name
join symtable_bindings o on o.path = m.path and o.scope_id = m.resolved_scope_id and o.name = m.name
where m.scope_id <> m.resolved_scope_id
group by b.file_id, b.path, b.binding_id, o.binding_id, b.binding_kind
