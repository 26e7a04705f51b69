-- What a class has by a name, its own or inherited.
with own as (
  select c.project, c.object, f.field_no, flow_node(m.module_no, w.node) as node
  from flow_members w join modules m on m.path = w.path
  join class_units c on c.path = w.path and c.project = m.project and c.unit = w.unit
  join field_numbers f on f.project = m.project and f.field = '.' || w.name
)
select r.project, r.object, o.field_no, o.node
from class_mro r join own o on o.project = r.project and o.object = r.ancestor
qualify r.position = min(r.position) over (partition by r.project, r.object, o.field_no)
