-- Where a binding is used: read, written, deleted or called.
select
  m.file_id,
  m.path,
  m.language,
  m.bstart,
  m.bend,
  cpg_key_id('use_site', m.path, cpg_key_part(b.binding_id) || cpg_key_part(m.bstart)) as use_site_id,
  b.scope_id,
  b.binding_id,
  m.name,
  r.ref_id,
  case
    when c.call_id is not null then 'call'
    when r.expr_ctx = 'Del' then 'del'
    when m.is_write then 'write'
    else 'read'
  end as use_kind,
  case when r.ref_id is null then 0.85 else 0.95 end::decimal(5, 4) as anchor_confidence,
  case when r.ref_id is null then 'name_span' else 'cst_ref' end as anchor_reason,
  b.binding_id as ambiguity_group_id,
  'symtable' as origin,
  'scope' as resolution_method,
  1000 as score
from name_mentions_norm m
join symtable_bindings b on b.path = m.path and b.scope_id = m.resolved_scope_id and b.name = m.name
left join cst_refs_norm r on r.path = m.path and r.bstart = m.bstart and r.bend = m.bend
left join cst_calls_norm c on c.path = m.path and c.callee_bstart = m.bstart and c.callee_bend = m.bend
