-- A symbol that a project defines or mentions, each once per project, with the first file that does, and what an index says of it.
with named as (
  select path, symbol from scip_symbol_information
  union all
  select path, related_symbol from scip_symbol_relationships
  union all
  select path, symbol from scip_occurrences_norm
),
mentioned as (
  select f.nx_project as project, n.symbol, min(f.path) as path
  from named n
  join files_norm f on f.path = n.path
  group by f.nx_project, n.symbol
),
known as (
  select f.nx_project as project, i.*
  from scip_symbol_information i
  join files_norm f on f.path = i.path
)
select
  f.file_id,
  f.path,
  f.language,
  m.project,
  m.symbol,
  scip_symbol_id(m.project, m.symbol) as symbol_id,
  k.display_name,
  k.kind_name as symbol_kind,
  k.enclosing_symbol,
  k.documentation,
  k.signature_text,
  k.signature_language
from mentioned m
join files_norm f on f.nx_project = m.project and f.path = m.path
left join known k on k.project = m.project and k.symbol = m.symbol
