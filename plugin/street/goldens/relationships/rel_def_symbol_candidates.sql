-- Every candidate of rel_def_symbol with its rank; 1 is the one taken.
-- strategy: "span_contains" (0.95; cst_def and scip_occurrence have spans in one file; span_contains was asked for)
-- keys: [{"left":"path","right":"path"}] (0.95; cst_def and scip_occurrence have spans in one file)
-- joinType: "inner" (1; both ends of an edge must exist)
-- ranking: "def_id" (0.9; def_id identifies the left side)
-- projection: ["file_id","path","bstart","bend"] (1; file identity and span of the left side, by semantic type)
-- template: {"name":"entitySymbol","version":2} (1; it was declared with it)
with pairs as (
  select
    l.file_id as file_id,
    l.path as path,
    l.bstart as bstart,
    l.bend as bend,
    l.def_id as src,
    r.occurrence_id as dst,
    l.def_id as ambiguity_group_id,
    r.symbol as symbol,
    r.symbol_roles as symbol_roles,
    r.bend - r.bstart as tie_0,
    r.bstart as tie_1,
    r.bend as tie_2,
    r.symbol as tie_3,
    r.occurrence_id as tie_4,
    l.bend as tie_5,
    l.bstart as tie_6,
    l.file_id as tie_7,
    l.name_bend as tie_8,
    l.name_bstart as tie_9,
    r.is_definition as tie_10,
    r.symbol_roles as tie_11,
    case when l.name_bstart = r.bstart then 15 else 0 end + case when l.name_bend = r.bend then 10 else 0 end as gain,
    concat_ws(',', case when l.name_bstart = r.bstart then 'same_start' end, case when l.name_bend = r.bend then 'same_end' end) as evidence
  from cst_defs_norm l
  join scip_occurrences_norm r on l.path = r.path
  where span_contains(l.name_bstart, l.name_bend, r.bstart, r.bend)
    and r.is_definition
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
  ((9500 + 500 * gain // (gain + 100)) * 0.0001::decimal(5, 4))::decimal(5, 4) as confidence,
  2000 + p.gain as score,
  p.ambiguity_group_id as ambiguity_group_id,
  p.symbol as symbol,
  p.symbol_roles as symbol_roles,
  'scip' as provider,
  'rel_def_symbol' as rule_name,
  p.evidence as evidence,
  row_number() over (partition by p.path, p.ambiguity_group_id order by 2000 + p.gain desc, p.tie_0, p.tie_1, p.tie_2, p.tie_3, p.tie_4, p.tie_5, p.tie_6, p.tie_7, p.tie_8, p.tie_9, p.tie_10, p.tie_11)::integer as candidate_rank
from pairs p;
