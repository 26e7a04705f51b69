-- A field of an object that is computed where it is taken, or assigned by a function: a call of the getter or setter.
with full_nodes as (
  select project, node from value_flow where kind = 'holds' group by project, node having count(distinct value) >= 8
)
select distinct
  l.file_id,
  l.path,
  l.language,
  l.bstart,
  l.bend,
  l.unit,
  l.project,
  f.path as target_path,
  f.unit as target_unit,
  h.steps
from value_loads l
left join value_aliases a on a.project = l.project and a.node = l.base
join value_flow h on h.project = l.project and h.node = coalesce(a.source, l.base) and h.kind = 'holds' and h.value > 0
join member_lookups w
  on w.project = l.project
  and w.object = case when h.value > flow_instance() then h.value - flow_instance() else h.value end
  and w.field_no = l.field_no
  and w.super_of = l.super_of
  and (w.role = 'getter' or (w.role = 'property' and h.value > flow_instance()))
join callables f on f.project = w.project and f.object = w.value and f.kind = 'function'
anti join full_nodes o on o.project = h.project and o.node = h.node
union
select s.file_id, s.path, s.language, s.bstart, s.bend, s.unit, m.project, f.path, f.unit, h.steps
from flow_stores s
join modules m on m.path = s.path
join (select project, field, field_no from field_numbers where flow_is_setter(field)) n on n.project = m.project and n.field = flow_setter(s.field)
left join value_aliases a on a.project = m.project and a.node = flow_node(m.module_no, s.base_node)
join value_flow h on h.project = m.project and h.node = coalesce(a.source, flow_node(m.module_no, s.base_node)) and h.kind = 'holds' and h.value > 0
join member_lookups w
  on w.project = m.project
  and w.object = case when h.value > flow_instance() then h.value - flow_instance() else h.value end
  and w.field_no = n.field_no
  and w.super_of = 0
  and w.role = 'setter'
join callables f on f.project = w.project and f.object = w.value and f.kind = 'function'
anti join full_nodes o on o.project = h.project and o.node = h.node
where s.bstart is not null
