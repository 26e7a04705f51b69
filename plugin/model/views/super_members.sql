-- What `super()` of a class finds by a name, for each class below.
with wanted as materialized (
  select distinct project, super_of, field_no from value_loads where super_of <> 0
),
below as materialized (
  select w.project, w.super_of, w.field_no, b.object, b.position
  from wanted w
  join class_mro b on b.project = w.project and b.ancestor = w.super_of
),
own as materialized (
  select c.project, c.object, f.field_no, flow_node(m.module_no, w.node) as node
  from flow_members w
  join modules m on m.path = w.path
  join class_units c on c.path = w.path and c.project = m.project and c.unit = w.unit
  join field_numbers f on f.project = m.project and f.field = '.' || w.name
  semi join wanted a on a.project = f.project and a.field_no = f.field_no
),
behind as materialized (
  select b.project, b.object, b.super_of, b.field_no, r.ancestor, r.position
  from below b
  join class_mro r on r.project = b.project and r.object = b.object and r.position > b.position
),
written as materialized (
  select b.project, b.object, b.super_of, b.field_no, o.node
  from behind b
  join own o on o.project = b.project and o.object = b.ancestor and o.field_no = b.field_no
  qualify b.position = min(b.position) over (partition by b.project, b.object, b.super_of, b.field_no)
)
select project, object, super_of, field_no, node from written
union all
-- in JavaScript a class has a constructor even where none is written
select b.project, b.object, b.super_of, b.field_no, b.ancestor
from behind b
join field_numbers f on f.project = b.project and f.field_no = b.field_no and f.field = '.constructor'
join class_units c on c.project = b.project and c.object = b.ancestor and c.language <> 'python' and c.kind <> 'type'
anti join written w on w.project = b.project and w.object = b.object and w.super_of = b.super_of and w.field_no = b.field_no
qualify b.position = min(b.position) over (partition by b.project, b.object, b.super_of, b.field_no)
