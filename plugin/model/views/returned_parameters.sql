-- A parameter that a function gives back as it is, and the node of what it returns: what comes out is that of the call, not of every call.
select distinct m.project, flow_node(m.module_no, u.value_node) as object, flow_node(m.module_no, p.node) as parameter, flow_node(m.module_no, u.return_node) as returned
from flow_units u
join modules m on m.path = u.path
join flow_params p on p.path = u.path and p.unit = u.unit and p.kind in ('positional', 'keyword', 'this')
join flow_assigns r on r.path = u.path and r.dst_node = u.return_node
left join value_aliases a on a.project = m.project and a.node = flow_node(m.module_no, r.src_node)
where u.kind in ('function', 'lambda') and u.role not in ('property', 'getter') and coalesce(a.source, flow_node(m.module_no, r.src_node)) = flow_node(m.module_no, p.node)
