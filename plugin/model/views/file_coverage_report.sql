-- How many facts the concrete syntax, the symbol table and an index of resolved names have of each file, and how many of
-- the three have any.
with
covered as (
  select path, 'cst' as source, count(*) as facts
  from (
    select path from cst_refs
    union all
    select path from cst_defs
    union all
    select path from cst_imports
    union all
    select path from cst_docstrings
  )
  group by path
  union all
  select path, 'symtable', count(*) from symtable_scopes group by path
  union all
  select path, 'scip', count(*) from scip_occurrences group by path
)
select
  f.file_id, f.path, f.language,
  coalesce(sum(c.facts) filter (where c.source = 'cst'), 0)::bigint as cst_facts,
  coalesce(sum(c.facts) filter (where c.source = 'symtable'), 0)::bigint as symtable_facts,
  coalesce(sum(c.facts) filter (where c.source = 'scip'), 0)::bigint as scip_facts,
  count(c.source) as extraction_count
from repo_files f
left join covered c on c.path = f.path
group by f.file_id, f.path, f.language
