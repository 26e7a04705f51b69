-- Every edge by the node at which it starts: a row per node, its edges in a list.
with edges as (
  select src_node_id, {
      'edge_id': edge_id,
      'edge_kind': edge_kind,
      'dst_node_id': dst_node_id,
      'path': path,
      'bstart': bstart,
      'bend': bend,
      'origin': origin,
      'resolution_method': resolution_method,
      'confidence': confidence,
      'score': score,
      'symbol_roles': symbol_roles,
      'qname_source': qname_source,
      'ambiguity_group_id': ambiguity_group_id
    } as edge
  from cpg_edges
)
select src_node_id, list(edge order by edge) as edges
from edges
group by src_node_id
