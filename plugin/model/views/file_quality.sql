-- How far each file could be read, from 1000 (wholly) down to 0; relationships trust evidence from a file by it. What
-- each signal stands for: docs/model.md.
with
parsed as (
  select
    path,
    count(*) filter (where error_type <> 'empty_file') as cst_error_count,
    count(*) filter (where error_type = 'syntax_error') as ts_error_count,
    count(*) filter (where error_type = 'missing_token') as ts_missing_count,
    bool_or(error_type in ('too_large', 'too_deep', 'too_many_nodes')) as ts_gave_up
  from cst_parse_errors
  group by path
),
remarked as (select path, count(*) as scip_diagnostic_count from scip_diagnostics group by path),
encoded as (
  select path, bool_or(position_encoding = 'unspecified') as scip_encoding_unspecified
  from scip_documents
  group by path
),
signals as (
  select
    f.file_id, f.path, f.language, f.file_sha256,
    coalesce(p.cst_error_count, 0) as cst_error_count,
    coalesce(p.ts_error_count, 0) as ts_error_count,
    coalesce(p.ts_missing_count, 0) as ts_missing_count,
    coalesce(p.ts_gave_up, false) as ts_gave_up,
    coalesce(p.ts_error_count + p.ts_missing_count >= 50, false) as ts_errors_cut,
    coalesce(r.scip_diagnostic_count, 0) as scip_diagnostic_count,
    coalesce(e.scip_encoding_unspecified, false) as scip_encoding_unspecified
  from repo_files f
  left join parsed p on p.path = f.path
  left join remarked r on r.path = f.path
  left join encoded e on e.path = f.path
)
select
  *,
  cst_error_count > 0 as has_cst_parse_errors,
  scip_diagnostic_count > 0 as has_scip_diagnostics,
  greatest(
    0,
    1000
      - if(cst_error_count > 0, 200, 0)
      - if(ts_gave_up, 300, 0)
      - 10 * ts_error_count
      - if(ts_errors_cut, 150, 0)
      - if(scip_diagnostic_count > 0, 100, 0)
      - if(scip_encoding_unspecified, 50, 0)
  )::integer as file_quality_score
from signals
