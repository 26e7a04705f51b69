/** Names of the views that are made from all declarations together; everything else refers to them through this map. */
export const GRAPH_VIEWS = {
  nodes: 'cpg_nodes',
  edges: 'cpg_edges',
  props: 'cpg_props',
  entities: 'semantic_nodes_union',
  relations: 'semantic_edges_union',
  candidates: 'relationship_candidates',
} as const;
