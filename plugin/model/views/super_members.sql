-- What `super()` of a class finds by a name, for each class below.
with own as (
  select c.project, c.object, f.field_no, flow_node(m.module_no, w.node) as node
  from flow_members w join modules m on m.path = w.path
  join class_units c on c.path = w.path and c.project = m.project and c.unit = w.unit
  join field_numbers f on f.project = m.project and f.field = '.' || w.name
),
wanted as (select distinct project, super_of, field_no from value_loads where super_of <> 0)
select r.project, r.object, w.super_of, o.field_no, o.node
from wanted w
join class_mro b on b.project = w.project and b.ancestor = w.super_of
join class_mro r on r.project = b.project and r.object = b.object and r.position > b.position
join own o on o.project = r.project and o.object = r.ancestor and o.field_no = w.field_no
qualify r.position = min(r.position) over (partition by r.project, r.object, w.super_of, o.field_no)
