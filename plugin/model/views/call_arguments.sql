-- An argument of a call, and the node that holds it.
select m.project, flow_node(m.module_no, g.call) as call, g.position, g.keyword, g.star, coalesce(s.source, flow_node(m.module_no, g.node)) as node
from flow_args g join modules m on m.path = g.path
left join value_aliases s on s.project = m.project and s.node = flow_node(m.module_no, g.node)
