-- cst_defs_norm: Rows of cst_defs with their ids.
select
  s.file_id,
  s.path,
  s.language,
  s.def_bstart as bstart,
  s.def_bend as bend,
  cpg_id('cst_def', s.path, s.def_bstart, s.def_bend) as def_id,
  cpg_id('cst_def', s.path, s.def_bstart, s.def_bend) as entity_id,
  cpg_id('cst_def', s.path, s.container_def_bstart, s.container_def_bend) as container_def_id,
  s.kind,
  s.name,
  s.qualname,
  s.name_bstart,
  s.name_bend,
  s.container_def_kind,
  s.container_def_bstart,
  s.container_def_bend,
  s.docstring,
  s.decorator_count,
  s.binds_name
from cst_defs s;

-- files_norm: Rows of repo_files with their ids.
select
  s.file_id,
  s.path,
  s.language,
  s.file_id as entity_id,
  s.nx_project,
  s.nx_project_root,
  s.size_bytes,
  s.file_sha256,
  s.link_target,
  s.is_utf8,
  s.encoding,
  s.newline_kind
from repo_files s;

-- scip_occurrences_norm: Rows of scip_occurrences with their ids.
select
  s.file_id,
  s.path,
  s.language,
  a.line_start_byte + col_to_byte(a.line_text, s.start_char, s.col_unit) as bstart,
  b.line_start_byte + col_to_byte(b.line_text, s.end_char, s.col_unit) as bend,
  cpg_key_id('scip_occurrence', s.path, cpg_key_part(a.line_start_byte + col_to_byte(a.line_text, s.start_char, s.col_unit)) || cpg_key_part(b.line_start_byte + col_to_byte(b.line_text, s.end_char, s.col_unit)) || cpg_key_part(s.symbol)) as occurrence_id,
  cpg_key_id('scip_occurrence', s.path, cpg_key_part(a.line_start_byte + col_to_byte(a.line_text, s.start_char, s.col_unit)) || cpg_key_part(b.line_start_byte + col_to_byte(b.line_text, s.end_char, s.col_unit)) || cpg_key_part(s.symbol)) as entity_id,
  s.symbol,
  s.symbol_roles,
  s.is_definition,
  s.is_import,
  s.is_write,
  s.is_read,
  s.is_generated,
  s.is_test,
  s.is_forward_definition,
  s.is_local,
  s.is_external,
  s.is_unresolved,
  s.is_malformed,
  s.syntax_kind,
  s.syntax_kind_name,
  s.override_documentation,
  s.enc_start_line,
  s.enc_start_char,
  s.enc_end_line,
  s.enc_end_char
from scip_occurrences s
left join file_line_index a on a.path = s.path and a.line_no = s.start_line
left join file_line_index b on b.path = s.path and b.line_no = s.end_line;

-- rel_def_in_file: A definition at the top of a file and the file.
select
  l.file_id as file_id,
  l.path as path,
  l.bstart as bstart,
  l.bend as bend,
  r.file_id as src,
  l.def_id as dst,
  'tree-sitter' as origin,
  'foreign_key' as resolution_method,
  (9800 * 0.0001::decimal(5, 4))::decimal(5, 4) as confidence,
  1000 as score,
  l.def_id as ambiguity_group_id,
  null::varchar as symbol,
  null::integer as symbol_roles,
  'repo-scan' as provider,
  'rel_def_in_file' as rule_name,
  null::varchar as evidence
from cst_defs_norm l
join files_norm r on l.path = r.path
where l.container_def_id is null;

-- rel_def_symbol_candidates: Every candidate of rel_def_symbol with its rank; 1 is the one taken.
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
    r.is_unresolved as tie_11,
    r.symbol_roles as tie_12,
    case when l.name_bstart = r.bstart then 15 else 0 end + case when l.name_bend = r.bend then 10 else 0 end as gain,
    concat_ws(',', case when l.name_bstart = r.bstart then 'same_start' end, case when l.name_bend = r.bend then 'same_end' end) as evidence
  from cst_defs_norm l
  join scip_occurrences_norm r on l.path = r.path
  where span_contains(l.name_bstart, l.name_bend, r.bstart, r.bend)
    and r.is_definition
    and not coalesce(r.is_unresolved, false)
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
  row_number() over (partition by p.path, p.ambiguity_group_id order by 2000 + p.gain desc, p.tie_0, p.tie_1, p.tie_2, p.tie_3, p.tie_4, p.tie_5, p.tie_6, p.tie_7, p.tie_8, p.tie_9, p.tie_10, p.tie_11, p.tie_12)::integer as candidate_rank
from pairs p;

-- rel_def_symbol: A definition and the symbol that it defines.
select
  file_id,
  path,
  bstart,
  bend,
  src,
  dst,
  origin,
  resolution_method,
  confidence,
  score,
  ambiguity_group_id,
  symbol,
  symbol_roles,
  provider,
  rule_name,
  evidence
from rel_def_symbol_candidates
where candidate_rank = 1;

-- cpg_edges: Every edge of the graph.
select
  cpg_edge_id('CONTAINS', src_node_id, dst_node_id) as edge_id,
  'CONTAINS' as edge_kind,
  src_node_id,
  dst_node_id,
  path,
  span_make(bstart, bend) as span,
  bstart,
  bend,
  file_id,
  origin,
  resolution_method,
  confidence,
  score,
  null::integer as symbol_roles,
  null::varchar as qname_source,
  ambiguity_group_id,
  'rel_def_in_file' as task_name,
  100 as task_priority
from (select
    cpg_node_id('FILE', src) as src_node_id,
    cpg_node_id('CST_DEF', dst) as dst_node_id,
    file_id,
    path,
    bstart,
    bend,
    origin,
    resolution_method,
    confidence,
    score,
    ambiguity_group_id
  from rel_def_in_file);
