-- What taking a field of an object gives: a node of a class or module, and its value if that is known without following it.
with made as (
  -- the property `constructor` of an instance is its class, not the function that is written as its constructor
  select c.project, c.object, f.field_no
  from class_units c join field_numbers f on f.project = c.project and f.field = '.constructor'
  where c.language <> 'python' and c.kind <> 'type'
),
found as (
  select m.project, m.object, 0::bigint as super_of, m.field_no, m.node, false as is_module
  from class_members m anti join made c on c.project = m.project and c.object = m.object and c.field_no = m.field_no
  union all
  select project, object, 0, field_no, object, false from made
  union all
  select project, object, super_of, field_no, node, false from super_members
  union all
  select project, object, 0, field_no, node, true from module_exports
  union all
  -- accessors of object literals
  select m.project, flow_node(m.module_no, s.base_node), 0, f.field_no, flow_node(m.module_no, s.src_node), false
  from flow_stores s
  join modules m on m.path = s.path
  join flow_units u on u.path = s.path and u.value_node = s.src_node and u.role in ('getter', 'setter')
  join field_numbers f on f.project = m.project and f.field = s.field
),
sourced as (
  select w.project, w.object, w.super_of, w.field_no, coalesce(s.source, w.node) as node, w.is_module
  from found w left join value_aliases s on s.project = w.project and s.node = w.node
)
select w.project, w.object, w.super_of, w.field_no, w.node, w.is_module,
  coalesce(f.object, c.object) as value, coalesce(f.role, '') as role, f.returned, p.receiver_node
from sourced w
left join (select project, object, path, unit, role, returned from callables where kind = 'function') f on f.project = w.project and f.object = w.node
left join class_units c on c.project = w.project and c.object = w.node
left join (select m.project, p.path, p.unit, flow_node(m.module_no, p.node) as receiver_node from flow_params p join modules m on m.path = p.path where case p.language when 'python' then p.position = 0 else p.kind = 'this' end) p on p.project = f.project and p.path = f.path and p.unit = f.unit
