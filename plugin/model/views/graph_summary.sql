-- How many nodes and edges of each kind the graph has.
select 'node' as element, node_kind as kind, count(*) as count
from cpg_nodes
group by node_kind
union all
select 'edge', edge_kind, count(*)
from cpg_edges
group by edge_kind
