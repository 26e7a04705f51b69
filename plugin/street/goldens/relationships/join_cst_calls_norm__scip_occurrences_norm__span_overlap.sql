-- Rows of cst_calls_norm and scip_occurrences_norm that belong together, for rel_call_to_def_scip, rel_callsite_symbol.
-- strategy: "span_overlap" (0.95; cst_call and scip_occurrence have spans in one file; span_overlap was asked for)
-- keys: [{"left":"path","right":"path"}] (0.95; cst_call and scip_occurrence have spans in one file)
select
  l.bend as l_bend,
  l.bstart as l_bstart,
  l.call_id as l_call_id,
  l.callee_bend as l_callee_bend,
  l.callee_bstart as l_callee_bstart,
  l.callee_name as l_callee_name,
  l.file_id as l_file_id,
  l.path as l_path,
  r.bend as r_bend,
  r.bstart as r_bstart,
  r.is_definition as r_is_definition,
  r.occurrence_id as r_occurrence_id,
  r.symbol as r_symbol,
  r.symbol_roles as r_symbol_roles
from cst_calls_norm l
join scip_occurrences_norm r on l.path = r.path
where l.callee_bend = r.bend;
