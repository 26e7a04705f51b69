-- What independent witnesses of one file do not agree on, one row each. Parsers are what is independent: the concrete
-- syntax is compared with the abstract one by span, and with the symbol table by scope and name. A file, or a stretch of
-- one, that only one parser accepts is one row, and nothing in it is compared.
with
not_parsed as (
  select
    e.file_id,
    e.path,
    e.language,
    e.parser,
    min(e.witness) as witness,
    count(*) || ' errors, one of them: ' || min(e.message) as detail,
    min(e.bstart) as bstart,
    max(e.bend) as bend
  from witness_errors e
  anti join witness_errors other on other.path = e.path and other.parser <> e.parser
  group by e.file_id, e.path, e.language, e.parser
),
located as (
  select file_id, path, language, 'witness_defs' as view_name, 'def' as what, witness, kind, name, '' as detail, bstart, bend
  from witness_defs
  where witness in ('cst', 'ast')
  union all
  select file_id, path, language, 'witness_imports', 'import', witness, kind, name, detail, bstart, bend
  from witness_imports
  where witness in ('cst', 'ast')
  union all
  select file_id, path, language, 'witness_calls', 'call', witness, kind, name, detail, bstart, bend
  from witness_calls
),
-- Facts that one of the two has more often than the other.
surplus as (
  select
    file_id,
    path,
    language,
    view_name,
    what,
    kind,
    name,
    detail,
    bstart,
    bend,
    count(*) filter (where witness = 'cst') > count(*) filter (where witness = 'ast') as is_cst
  from located
  group by file_id, path, language, view_name, what, kind, name, detail, bstart, bend
  having count(*) filter (where witness = 'cst') <> count(*) filter (where witness = 'ast')
),
by_span as (
  select
    file_id,
    path,
    language,
    view_name,
    what,
    bstart,
    bend,
    min(kind) filter (where is_cst) as cst_kind,
    min(name) filter (where is_cst) as cst_name,
    min(detail) filter (where is_cst) as cst_detail,
    min(kind) filter (where not is_cst) as ast_kind,
    min(name) filter (where not is_cst) as ast_name,
    min(detail) filter (where not is_cst) as ast_detail
  from surplus
  group by file_id, path, language, view_name, what, bstart, bend
),
named as (
  select file_id, path, language, 'witness_defs' as view_name, 'def' as what, witness, replace(kind, 'async_', '') as kind, scope, name, bstart, bend
  from witness_defs
  -- Scope analysis of TypeScript does not tell types from variables.
  where witness in ('cst', 'symtable') and (language = 'python' or kind not in ('interface', 'type_alias'))
  union all
  select file_id, path, language, 'witness_imports', 'import', witness, 'import', scope, binds, bstart, bend
  from witness_imports
  where witness in ('cst', 'symtable') and binds is not null
),
by_name as (
  select
    file_id,
    path,
    language,
    view_name,
    what,
    kind,
    scope,
    name,
    bool_or(witness = 'cst') as is_cst,
    min(bstart) as bstart,
    min(bend) as bend
  from named
  group by file_id, path, language, view_name, what, kind, scope, name
  having bool_or(witness = 'cst') <> bool_or(witness = 'symtable')
)
select
  s.file_id,
  s.path,
  s.language,
  s.view_name,
  if(s.cst_kind is null or s.ast_kind is null, 'missing', 'differs') as violation_type,
  case
    when s.cst_kind is null or s.ast_kind is null then null
    when s.cst_kind <> s.ast_kind then 'kind'
    when s.cst_name <> s.ast_name then 'name'
    else 'detail'
  end as column_name,
  concat_ws(' <> ',
    s.cst_kind || ' ' || s.cst_name || ' ' || s.cst_detail,
    s.ast_kind || ' ' || s.ast_name || ' ' || s.ast_detail
  ) as detail,
  s.what,
  if(s.cst_kind is null, 'ast', 'cst') as witness,
  if(s.cst_kind is null, 'cst', 'ast') as lacking,
  coalesce(s.cst_name, s.ast_name) as name,
  s.bstart,
  s.bend
from by_span s
anti join witness_errors e on e.path = s.path and e.witness = 'ast'
anti join witness_errors e
  on e.path = s.path and e.witness = 'cst' and (e.bstart is null or (s.bstart <= e.bend and s.bend >= e.bstart))
union all
select
  n.file_id,
  n.path,
  n.language,
  n.view_name,
  'missing',
  null,
  n.kind || ' in ' || if(n.scope = '', 'the module', n.scope),
  n.what,
  if(n.is_cst, 'cst', 'symtable'),
  if(n.is_cst, 'symtable', 'cst'),
  n.name,
  n.bstart,
  n.bend
from by_name n
anti join witness_errors e on e.path = n.path
union all
select
  file_id,
  path,
  language,
  case witness when 'cst' then 'cst_parse_errors' when 'ast' then 'ast_errors' else 'symtable_errors' end,
  'not_parsed',
  null,
  detail,
  'file',
  if(witness = 'cst', 'ast', 'cst'),
  witness,
  '',
  bstart,
  bend
from not_parsed
