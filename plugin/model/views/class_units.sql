-- A class or type, or a function with members or bases like a class, and the number of the object that it is.
with like_classes as (
  select path, unit from flow_members
  union
  select path, unit from flow_bases
)
select u.file_id, u.path, u.language, m.project, u.unit, u.qualname, u.kind, flow_node(m.module_no, u.value_node) as object
from flow_units u
join modules m on m.path = u.path
left join like_classes l on l.path = u.path and l.unit = u.unit
where u.kind in ('class', 'type') or (l.unit is not null and u.kind in ('function', 'lambda'))
