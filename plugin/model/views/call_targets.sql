-- A call and one function, class or name outside the project that it runs; a call that is written as one and has none has one row without target.
with calls as (
  select c.file_id, c.path, c.language, c.bstart, c.bend, c.callee_bstart, c.callee_bend, c.unit, c.call, c.kind, m.project, flow_node(m.module_no, c.callee_node) as raw,
    coalesce(s.source, flow_node(m.module_no, c.callee_node)) as callee
  from flow_calls c join modules m on m.path = c.path
  left join value_aliases s on s.project = m.project and s.node = flow_node(m.module_no, c.callee_node)
),
full_nodes as (
  select project, node from value_flow where kind = 'holds' group by project, node having count(distinct value) >= 8
),
made_classes as (
  select k.project, k.object
  from class_units k
  join flow_units u on u.path = k.path and u.unit = k.unit
  join flow_units f on f.path = u.path and f.unit = u.parent_unit and f.kind in ('function', 'lambda')
),
taken as (
  -- a member of which several values are known, where it is called, and what it is taken from
  select c.project, c.path, c.call, coalesce(a.source, l.base) as object, l.field_no, l.super_of
  from calls c
  join (select project, node from value_flow where kind = 'holds' group by project, node having count(distinct value) > 1) o on o.project = c.project and o.node = c.callee
  join value_loads l on l.project = c.project and l.path = c.path and l.dst = c.callee
  left join value_aliases a on a.project = l.project and a.node = l.base
),
saturated as (
  -- a node that takes no more values may lack the one that counts
  select c.project, c.path, c.call from calls c join full_nodes n on n.project = c.project and n.node = c.callee
  union
  -- unless all that is known of the receiver has the same member
  select t.project, t.path, t.call from taken t join full_nodes n on n.project = t.project and n.node = t.object
  union
  -- a class that a function makes for many is one object here: which of them has which of the fields is not known
  select t.project, t.path, t.call
  from taken t
  join value_flow h on h.project = t.project and h.node = t.object and h.kind = 'holds' and h.value > flow_instance()
  join made_classes k on k.project = h.project and k.object = h.value - flow_instance()
  anti join member_lookups w on w.project = k.project and w.object = k.object and w.field_no = t.field_no and w.super_of = t.super_of
),
held as (
  select c.project, c.path, c.call, c.raw, c.callee, v.value, min(v.steps) as steps
  from calls c join value_flow v on v.project = c.project and v.node = c.callee and v.kind = 'holds'
  anti join saturated s on s.project = c.project and s.path = c.path and s.call = c.call
  where v.value > 0
  group by all
),
inside as (
  select h.project, h.path, h.call, h.raw, h.callee, h.steps, f.path as target_path, f.unit as target_unit, f.kind as target_kind, h.value, '' as external
  from held h join callables f on f.project = h.project and f.object = h.value
  union all
  select h.project, h.path, h.call, h.raw, h.callee, h.steps, k.path, k.unit, 'class', h.value, ''
  from held h join class_units k on k.project = h.project and k.object = h.value
  anti join callables f on f.project = h.project and f.object = h.value
  where k.kind <> 'type'
),
runs as (
  select * from inside
  union all
  select c.project, c.path, c.call, c.raw, c.callee, min(e.steps), null, null, 'external', 0, replace(replace(e.name, '()', ''), '@', '')
  from calls c
  join external_names e on e.project = c.project and e.node = c.callee
  anti join saturated s on s.project = c.project and s.path = c.path and s.call = c.call
  -- a name that nothing else defines is one of the language; what is decorated or returned is known better by itself
  anti join (select distinct project, path, call, true as is_weak from inside) i
    on i.project = c.project and i.path = c.path and i.call = c.call and i.is_weak = (e.name like 'builtins.%' or e.name like '%@%' or e.name like '%()%')
  group by all
)
select c.file_id, c.path, c.language, c.bstart, c.bend, c.callee_bstart, c.callee_bend, c.project, c.unit, c.call, c.kind, c.raw, c.callee, r.steps, r.target_path, r.target_unit, r.target_kind, r.value, r.external, s.call is not null as is_saturated
from calls c left join runs r on r.project = c.project and r.path = c.path and r.call = c.call
left join saturated s on s.project = c.project and s.path = c.path and s.call = c.call
-- what a builtin of a name would call, a function of the project with that name does not
anti join (
  select w.path, w.bstart, w.bend, 'callback' as kind from calls w join inside i on i.project = w.project and i.path = w.path and i.call = w.call where w.kind = 'call'
) w on w.kind = c.kind and w.path = c.path and w.bstart = c.bstart and w.bend = c.bend
where c.kind <> 'bind' and (r.call is not null or c.kind not in ('operator', 'iterate', 'context'))
