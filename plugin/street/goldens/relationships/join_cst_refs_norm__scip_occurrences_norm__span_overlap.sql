-- Rows of cst_refs_norm and scip_occurrences_norm that belong together, for rel_cst_ref_to_scip_symbol, rel_name_symbol.
-- strategy: "span_overlap" (0.95; cst_ref and scip_occurrence have spans in one file; span_overlap was asked for)
-- keys: [{"left":"path","right":"path"}] (0.95; cst_ref and scip_occurrence have spans in one file)
select
  l.bend as l_bend,
  l.bstart as l_bstart,
  l.file_id as l_file_id,
  l.path as l_path,
  l.ref_id as l_ref_id,
  r.bend as r_bend,
  r.bstart as r_bstart,
  r.is_definition as r_is_definition,
  r.occurrence_id as r_occurrence_id,
  r.symbol as r_symbol,
  r.symbol_roles as r_symbol_roles
from cst_refs_norm l
join scip_occurrences_norm r on l.path = r.path
where l.bend = r.bend;
