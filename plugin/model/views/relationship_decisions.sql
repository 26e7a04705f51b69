-- What was taken for each row, and by how much it was better than the next candidate.
select
  edge_kind as relationship_name,
  file_id,
  path,
  bstart,
  bend,
  src,
  dst,
  symbol,
  confidence,
  score,
  evidence,
  ambiguity_group_id,
  candidates,
  score - next_score as margin
from (
  select
    *,
    count(*) over (partition by path, edge_kind, ambiguity_group_id) as candidates,
    max(score) filter (candidate_rank > 1) over (partition by path, edge_kind, ambiguity_group_id) as next_score
  from relationship_candidates
)
where candidate_rank = 1
