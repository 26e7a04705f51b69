-- What one node holds, another holds too.
select m.project, flow_node(m.module_no, a.src_node) as src, flow_node(m.module_no, a.dst_node) as dst
from flow_assigns a join modules m on m.path = a.path where a.src_node <> a.dst_node
