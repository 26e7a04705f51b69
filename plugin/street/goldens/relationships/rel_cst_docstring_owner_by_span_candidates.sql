-- Every candidate of rel_cst_docstring_owner_by_span with its rank; 1 is the one taken.
-- strategy: "span_contains" (0.95; cst_docstring and cst_def have spans in one file; span_contains was asked for)
-- keys: [{"left":"path","right":"path"}] (0.95; cst_docstring and cst_def have spans in one file)
-- joinType: "inner" (1; both ends of an edge must exist)
-- ranking: "docstring_id" (0.9; docstring_id identifies the left side)
-- projection: ["file_id","path","bstart","bend"] (1; file identity and span of the left side, by semantic type)
with pairs as (
  select
    l.file_id as file_id,
    l.path as path,
    l.bstart as bstart,
    l.bend as bend,
    l.docstring_id as src,
    r.def_id as dst,
    l.docstring_id as ambiguity_group_id,
    null::varchar as symbol,
    null::integer as symbol_roles,
    r.bend - r.bstart as tie_0,
    r.bstart as tie_1,
    r.bend as tie_2,
    r.def_id as tie_3,
    l.bend as tie_4,
    l.bstart as tie_5,
    l.file_id as tie_6,
    l.owner_def_id as tie_7,
    case when l.bstart = r.bend then 10 else 0 end as gain,
    concat_ws(',', case when l.bstart = r.bend then 'adjacent' end) as evidence
  from cst_docstrings_norm l
  join cst_defs_norm r on l.path = r.path
  where l.owner_def_id is null
    and span_contains(r.bstart, r.bend, l.bstart, l.bend)
)
select
  p.file_id as file_id,
  p.path as path,
  p.bstart as bstart,
  p.bend as bend,
  p.src as src,
  p.dst as dst,
  'tree-sitter' as origin,
  'span_contains' as resolution_method,
  ((7500 + 2500 * gain // (gain + 100)) * 0.0001::decimal(5, 4))::decimal(5, 4) as confidence,
  500 + p.gain as score,
  p.ambiguity_group_id as ambiguity_group_id,
  p.symbol as symbol,
  p.symbol_roles as symbol_roles,
  'tree-sitter' as provider,
  'rel_cst_docstring_owner_by_span' as rule_name,
  p.evidence as evidence,
  row_number() over (partition by p.path, p.ambiguity_group_id order by 500 + p.gain desc, p.tie_0, p.tie_1, p.tie_2, p.tie_3, p.tie_4, p.tie_5, p.tie_6, p.tie_7)::integer as candidate_rank
from pairs p;
