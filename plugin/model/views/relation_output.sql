-- Every row of every relationship in the shape of an edge between entities and symbols.
select
  src,
  dst,
  symbol,
  path,
  file_id as edge_owner_file_id,
  bstart,
  bend,
  origin,
  resolution_method,
  edge_kind as kind,
  evidence as reason,
  confidence,
  score,
  symbol_roles,
  ambiguity_group_id,
  provider as diag_source,
  rule_name as task_name
from semantic_edges_union
