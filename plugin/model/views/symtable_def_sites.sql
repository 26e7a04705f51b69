-- Where a binding gets a value: a definition, an import, a parameter or an assignment.
select
  m.file_id,
  m.path,
  m.language,
  m.bstart,
  m.bend,
  cpg_key_id('def_site', m.path, cpg_key_part(b.binding_id) || cpg_key_part(m.bstart)) as def_site_id,
  b.scope_id,
  b.binding_id,
  m.name,
  d.def_id,
  case
    when d.kind = 'class' then 'class'
    when d.kind in ('function', 'async_function') then 'function'
    when i.import_id is not null then 'import'
    when b.is_parameter then 'param'
    when m.is_write and d.def_id is null then 'assign'
    else 'other'
  end as def_site_kind,
  case when d.def_id is null then 0.9 else 0.95 end::decimal(5, 4) as anchor_confidence,
  case when d.def_id is null then 'name_span' else 'cst_name_span' end as anchor_reason,
  b.binding_id as ambiguity_group_id,
  'symtable' as origin,
  'scope' as resolution_method,
  1000 as score
from name_mentions_norm m
join symtable_bindings b on b.path = m.path and b.scope_id = m.resolved_scope_id and b.name = m.name
left join cst_defs_norm d on d.path = m.path and d.name_bstart = m.bstart and d.name_bend = m.bend
left join cst_imports_norm i on i.path = m.path and m.bstart between i.bstart and i.bend and m.bend <= i.bend
where m.is_write
