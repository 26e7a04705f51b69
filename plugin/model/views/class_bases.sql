-- A base of a class; a base without an object is none of the project.
select c.path, c.project, c.object, b.position, flow_node(m.module_no, b.node) as node, p.object as base
from flow_bases b join modules m on m.path = b.path
join class_units c on c.path = b.path and c.project = m.project and c.unit = b.unit
left join (select h.project, h.node, k.object from static_values h join class_units k on k.project = h.project and k.object = h.source) p
  on p.project = m.project and p.node = flow_node(m.module_no, b.node)
