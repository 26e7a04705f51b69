-- A name that is imported or exported again according to the query pack `imports`; the span is that of the statement.
with matched as (
  select
    file_id, path, language, match_index,
    max(cst_id) filter (where capture_name = 'import.node') as cst_id,
    max(parent_cst_id) filter (where capture_name = 'import.node') as parent_cst_id,
    max(node_kind) filter (where capture_name = 'import.node') as node_kind,
    max(bstart) filter (where capture_name = 'import.node') as bstart,
    max(bend) filter (where capture_name = 'import.node') as bend,
    max(node_text) filter (where capture_name = 'import.module') as module_text,
    max(node_text) filter (where capture_name = 'import.from') as from_text,
    max(node_text) filter (where capture_name = 'import.relative') as relative_text,
    max(node_text) filter (where capture_name = 'import.name') as name_text,
    max(node_text) filter (where capture_name = 'import.alias') as asname
  from ts_captures
  where query_name = 'imports'
  group by file_id, path, language, match_index
),
-- Dotted names may have space around their dots, other modules have quotes around them.
clean as (
  select
    * exclude (module_text, from_text, name_text),
    case language when 'python' then regexp_replace(module_text, '\s', '', 'g') else module_text[2:-2] end as module_text,
    case language when 'python' then regexp_replace(from_text, '\s', '', 'g') else from_text[2:-2] end as from_text,
    case language when 'python' then regexp_replace(name_text, '\s', '', 'g') else name_text end as name_text
  from matched
)
select
  file_id, path, language, cst_id, parent_cst_id,
  case
    when node_kind = 'export_statement' then 'export_from'
    when node_kind = 'call_expression' then 'require'
    when language <> 'python' and module_text is not null and asname is not null then 'require'
    when from_text is null and relative_text is null then 'import'
    else 'importfrom'
  end as kind,
  case when language = 'python' then from_text else coalesce(from_text, module_text) end as module,
  case
    when language = 'python' then coalesce(name_text, module_text)
    when from_text is not null then coalesce(name_text, 'default')
    when node_kind = 'call_expression' or asname is not null then '*'
  end as name,
  asname,
  (count(*) over (partition by path, cst_id order by match_index) - 1)::int as alias_index,
  coalesce(length(regexp_replace(relative_text, '[^.]', '', 'g')), 0)::int as level,
  bstart, bend
from clean
