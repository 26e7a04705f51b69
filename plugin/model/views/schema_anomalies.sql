-- What independent witnesses of one file do not agree on, one row each. Parsers are what is independent: the concrete
-- syntax is compared with the abstract one by span, and with the symbol table by scope and name. A file, or a stretch of
-- one, that only one parser accepts is one row, and nothing in it is compared.
with
not_parsed as (
  select
    e.file_id, e.path, e.language, e.witness = 'cst' as is_cst,
    count(*) || ' errors, one of them: ' || min(e.message) as detail,
    min(e.bstart) as bstart, max(e.bend) as bend
  from witness_errors e
  anti join witness_errors other on other.path = e.path and (other.witness = 'cst') <> (e.witness = 'cst')
  group by all
),
located as (
  select file_id, path, language, 'def' as what, witness, kind, name, '' as detail, bstart, bend
  from witness_defs
  union all
  select file_id, path, language, 'import', witness, kind, name, detail, bstart, bend
  from witness_imports
  union all
  select file_id, path, language, 'call', witness, kind, name, detail, bstart, bend
  from witness_calls
),
-- Facts that one of the two has more often than the other.
surplus as (
  select
    file_id, path, language, what, kind, name, detail, bstart, bend,
    count(*) filter (where witness = 'cst') > count(*) filter (where witness = 'ast') as is_cst
  from located
  where witness in ('cst', 'ast')
  group by file_id, path, language, what, kind, name, detail, bstart, bend
  having count(*) filter (where witness = 'cst') <> count(*) filter (where witness = 'ast')
),
by_span as (
  select
    file_id, path, language, what, bstart, bend,
    min(name) as name,
    min(kind || ' ' || name || ' ' || detail) filter (where is_cst) as cst,
    min(kind || ' ' || name || ' ' || detail) filter (where not is_cst) as ast,
    case when min(kind) <> max(kind) then 'kind' when min(name) <> max(name) then 'name' else 'detail' end as unequal
  from surplus
  group by file_id, path, language, what, bstart, bend
),
named as (
  select
    file_id, path, language, 'def' as what, witness, replace(kind, 'async_', '') as kind, scope, name, bstart, bend
  from witness_defs
  -- Scope analysis of TypeScript does not tell types from variables.
  where language = 'python' or kind not in ('interface', 'type_alias')
  union all
  select file_id, path, language, 'import', witness, 'import', scope, binds, bstart, bend
  from witness_imports
  where binds is not null
),
by_name as (
  select
    file_id, path, language, what, kind, scope, name,
    bool_or(witness = 'cst') as is_cst, min(bstart) as bstart, min(bend) as bend
  from named
  where witness in ('cst', 'symtable')
  group by file_id, path, language, what, kind, scope, name
  having bool_or(witness = 'cst') <> bool_or(witness = 'symtable')
)
select
  s.file_id, s.path, s.language,
  'witness_' || s.what || 's' as view_name,
  if(s.cst is null or s.ast is null, 'missing', 'differs') as violation_type,
  if(s.cst is null or s.ast is null, null, s.unequal) as column_name,
  concat_ws(' <> ', s.cst, s.ast) as detail,
  if(s.cst is null, 'ast', 'cst') as witness,
  if(s.cst is null, 'cst', 'ast') as lacking,
  s.name, s.bstart, s.bend
from by_span s
anti join witness_errors e on e.path = s.path and e.witness = 'ast'
anti join witness_errors e
  on e.path = s.path and e.witness = 'cst' and (e.bstart is null or (s.bstart <= e.bend and s.bend >= e.bstart))
union all
select
  n.file_id, n.path, n.language, 'witness_' || n.what || 's', 'missing', null,
  n.kind || ' in ' || if(n.scope = '', 'the module', n.scope),
  if(n.is_cst, 'cst', 'symtable'), if(n.is_cst, 'symtable', 'cst'),
  n.name, n.bstart, n.bend
from by_name n
anti join witness_errors e on e.path = n.path
union all
select
  file_id, path, language, 'witness_errors', 'not_parsed', null, detail,
  if(is_cst, 'ast', 'cst'), if(is_cst, 'cst', 'ast'),
  '', bstart, bend
from not_parsed
