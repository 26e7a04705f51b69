-- How sure each relationship is of its rows.
select
  edge_kind as relationship_name,
  count(*) as total_edges,
  count(distinct src) as distinct_sources,
  count(distinct coalesce(symbol, dst::varchar)) as distinct_targets,
  min(confidence) as min_confidence,
  max(confidence) as max_confidence,
  (sum(confidence) / count(*))::decimal(5, 4) as avg_confidence,
  count(*) filter (confidence < 0.5) as low_confidence_edges,
  min(score) as min_score,
  max(score) as max_score,
  sum(score)::bigint // count(*) as avg_score
from semantic_edges_union
group by edge_kind
