-- A call and one function, class or name outside the project that it runs, with how that was found; an unresolved call has the reason instead.
with targets as (
  select
    t.file_id, t.path, t.language, t.bstart, t.bend, t.callee_bstart, t.callee_bend, t.project, t.unit, t.call, t.kind, t.callee,
    t.target_path, t.target_unit, t.target_kind, t.external, t.steps, t.is_saturated,
    case
      when t.target_kind is null then null
      when t.external like 'builtins.%' then 'builtin'
      when t.target_kind = 'external' then 'external'
      when t.callee = t.value then case when t.target_path = t.path then 'scope' else 'import' end
      when u.node is not null then 'member'
      else 'value-flow'
    end as resolution_method
  from call_targets t
  left join (select distinct project, other as node from value_uses where use = 'read') u on u.project = t.project and u.node = t.callee
  union all
  select file_id, path, language, bstart, bend, bstart, bend, project, unit, null, 'access', null, target_path, target_unit, 'function', '', steps, false, 'member'
  from accessor_calls
),
best as (
  -- one function reached in several ways is one callee
  select
    file_id, path, language, bstart, bend, callee_bstart, callee_bend, project, unit, call, kind, callee,
    target_path, target_unit, external, is_saturated,
    min(target_kind) as target_kind, min(steps) as steps, min(resolution_method) as resolution_method
  from targets
  group by all
),
sites as (
  select
    file_id, path, language, bstart, bend, callee_bstart, callee_bend, project, unit, call, kind, callee, is_saturated,
    count(*) as candidates
  from best
  group by all
),
counted as (
  select b.*, s.candidates
  from best b
  join sites s
    on s.path = b.path
    and s.project = b.project
    and s.unit = b.unit
    and s.kind = b.kind
    and s.call is not distinct from b.call
    and s.callee is not distinct from b.callee
    and s.bstart = b.bstart
    and s.bend = b.bend
    and s.callee_bstart = b.callee_bstart
    and s.callee_bend = b.callee_bend
  where s.candidates <= 4
  union all by name
  -- more callees than value flow can tell apart are none
  select
    *,
    null::varchar as target_path, null::integer as target_unit, null::varchar as external,
    null::varchar as target_kind, null::integer as steps, null::varchar as resolution_method
  from sites
  where candidates > 4
),
containers as (
  select m.project, flow_node(m.module_no, v.node) as node
  from flow_values v join modules m on m.path = v.path
  where v.kind in ('list', 'dict', 'tuple', 'set', 'object')
),
receivers as (
  -- what is known of the object whose member an unresolved call names
  select
    b.path, b.project, b.call,
    bool_or(h.value > flow_instance()) as has_instance,
    bool_or(v.node is not null) as has_container,
    bool_or(h.value > 0 and h.value < flow_instance() and v.node is null) as has_definition,
    bool_or(e.node is not null) as has_outside
  from best b
  join value_loads l on l.project = b.project and l.path = b.path and l.dst = b.callee
  left join value_aliases a on a.project = l.project and a.node = l.base
  left join value_flow h on h.project = l.project and h.node = coalesce(a.source, l.base) and h.kind = 'holds'
  left join containers v on v.project = h.project and v.node = h.value
  left join (select distinct project, node from external_names) e on e.project = l.project and e.node = coalesce(a.source, l.base)
  where b.target_kind is null
  group by b.path, b.project, b.call
),
held as (
  select distinct b.path, b.project, b.call
  from best b
  join value_flow h on h.project = b.project and h.node = b.callee and h.kind = 'holds' and h.value <> 0
  where b.target_kind is null
)
select
  c.file_id,
  c.path,
  c.language,
  c.bstart,
  c.bend,
  c.callee_bstart,
  c.callee_bend,
  c.project,
  c.kind,
  cpg_id('cst_call', c.path, c.bstart, c.bend) as call_id,
  o.unit_id as caller_id,
  o.kind as caller_kind,
  o.qualname as caller_qualname,
  o.symbol as caller_symbol,
  t.unit_id as callee_id,
  case when c.target_kind = 'external' then c.resolution_method else t.kind end as callee_kind,
  t.path as callee_path,
  t.def_bstart as callee_def_bstart,
  t.def_bend as callee_def_bend,
  t.qualname as callee_qualname,
  case when c.target_kind = 'external' then c.external else t.symbol end as callee_symbol,
  c.resolution_method,
  (case c.resolution_method
    when 'scope' then 0.98 when 'import' then 0.98 when 'builtin' then 0.97 when 'external' then 0.95 when 'member' then 0.92 when 'value-flow' then 0.88
  end - 0.01 * c.steps - case when c.candidates > 1 then 0.1 else 0 end)::decimal(5, 4) as confidence,
  (1000 * (case c.resolution_method
    when 'scope' then 0.98 when 'import' then 0.98 when 'builtin' then 0.97 when 'external' then 0.95 when 'member' then 0.92 when 'value-flow' then 0.88
  end - 0.01 * c.steps - case when c.candidates > 1 then 0.1 else 0 end))::integer as score,
  case
    when c.resolution_method is null then null
    when c.resolution_method in ('scope', 'import') then ['the name stands for the definition']
    else [case c.resolution_method when 'member' then 'a member of what the receiver holds' else 'a value that reaches the callee' end, c.steps || ' steps of value flow']
  end as evidence,
  case when c.candidates > 1 and c.target_kind is not null then cpg_id('cst_call', c.path, c.bstart, c.bend) end as ambiguity_group_id,
  c.candidates::integer as candidates,
  case
    when c.target_kind is not null then null
    when c.candidates > 4 or c.is_saturated then 'too_many_candidates'
    when h.call is not null then 'not_callable'
    when r.has_instance then 'no_such_member'
    when r.has_container then 'builtin_type'
    when r.has_definition then 'no_such_member'
    when r.has_outside then 'outside_the_project'
    when r.call is not null then 'unknown_receiver'
    else 'unknown_value'
  end as reason
from counted c
join code_units s on s.path = c.path and s.project = c.project and s.unit = c.unit
join code_units o on o.path = s.path and o.project = s.project and o.unit = s.runner
left join code_units t on t.path = c.target_path and t.project = c.project and t.unit = c.target_unit
left join receivers r on r.path = c.path and r.project = c.project and r.call = c.call
left join held h on h.path = c.path and h.project = c.project and h.call = c.call
