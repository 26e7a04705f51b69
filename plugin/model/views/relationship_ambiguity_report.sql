-- How often several candidates of one row are equally good.
with per_source as (
  select
    edge_kind,
    path,
    ambiguity_group_id,
    count(*) as candidates,
    count(*) filter (score = best) as equals
  from (select *, max(score) over (partition by path, edge_kind, ambiguity_group_id) as best from relationship_candidates)
  group by edge_kind, path, ambiguity_group_id
)
select
  edge_kind as relationship_name,
  count(*) as total_sources,
  count(*) filter (equals > 1) as ambiguous_sources,
  max(candidates) as max_candidates,
  sum(candidates)::bigint as total_candidates,
  (count(*) filter (equals > 1) * 10000 // count(*) * 0.0001::decimal(5, 4))::decimal(5, 4) as ambiguity_rate
from per_source
group by edge_kind
