-- A field taken of what a node holds.
select m.file_id, m.language, m.project, l.path, l.unit, l.bstart, l.bend, flow_node(m.module_no, l.base_node) as base, f.field_no, f.field, flow_node(m.module_no, l.key_node) as key,
  flow_node(m.module_no, l.dst_node) as dst, coalesce(flow_node(m.module_no, u.value_node), 0) as super_of
from flow_loads l join modules m on m.path = l.path
left join field_numbers f on f.project = m.project and f.field = l.field
left join flow_units u on u.path = l.path and u.unit = l.super_unit
