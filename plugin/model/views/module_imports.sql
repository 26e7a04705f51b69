-- The module that an import names: one of the project, or else a name outside.
with imports as (
  select
    i.file_id, i.path, i.language, m.project, flow_node(m.module_no, i.node) as node, i.module, i.level,
    case
      when m.is_package then m.full_name
      when m.full_name like '%.%' then regexp_replace(m.full_name, '\.[^.]*$', '')
      else ''
    end as package,
    string_split(m.nx_path, '/')[:-2] as folder,
    string_split(regexp_replace(i.module, '\.(?:[cm]?[jt]s|[jt]sx)$', ''), '/') as steps
  from flow_imports i
  join modules m on m.path = i.path
),
based as (
  select
    *,
    case when level = 0 then '' else array_to_string(string_split(package, '.')[1:greatest(len(string_split(package, '.')) - level + 1, 0)], '.') end as base,
    array_to_string(
      folder[1:greatest(len(folder) - len(list_filter(steps, lambda s: s = '..')), 0)] || list_filter(steps, lambda s: s not in ('.', '..', '')),
      '.'
    ) as beside
  from imports
),
matches as (
  -- the longest pattern that fits counts
  select
    i.path, i.language, i.project, i.node, f.rank, f.position, f.target,
    string_split(f.pattern, '*')[1] as prefix,
    coalesce(i.module[length(string_split(f.pattern, '*')[1]) + 1:length(i.module) - length(string_split(f.pattern, '*')[2])], '') as rest
  from imports i
  join module_mappings_in_force f on f.path = i.path and f.project = i.project
  where i.language <> 'python' and i.module not like '.%' and case
    when f.pattern like '%*%' then starts_with(i.module, string_split(f.pattern, '*')[1]) and ends_with(i.module, string_split(f.pattern, '*')[2])
      and length(i.module) >= length(f.pattern) - 1
    else f.pattern = i.module
  end
  qualify dense_rank() over (partition by i.path, i.node, f.rank order by f.pattern like '%*%', length(string_split(f.pattern, '*')[1]) desc) = 1
),
mapped as (
  select distinct path, language, project, node, rank, position, prefix, unnest([name, case when name = '' then 'index' else name || '.index' end]) as name
  from (
    select *, replace(regexp_replace(replace(target, '*', rest), '(\.d)?\.([cm]?[jt]s|[jt]sx)$', ''), '/', '.') as name from matches
  )
),
candidates as (
  -- in the order in which they are looked for: relative to the file, the project, folders of sources, the package
  select
    path, language, project, node,
    unnest(
      case
        when language <> 'python' then case when module like '.%' then [beside, beside || '.index', 'index'] else [] end
        when level = 0 then [module, 'src.' || module, 'lib.' || module, package || '.' || module]
        when module = '' then [base]
        when base = '' then [module]
        else [base || '.' || module]
      end
    ) as name,
    unnest(case when language <> 'python' then [0, 1, case when beside = '' then 2 else 9 end] when level = 0 then [0, 1, 2, 3] else [0] end) as rank
  from based
  union all
  select path, language, project, node, name, 9 + row_number() over (partition by path, language, project, node order by rank, position, length(prefix) desc, name)
  from mapped
),
found as (
  select c.path, c.project, c.node, min(c.rank * 2 + n.is_namespace::int) as best
  from candidates c
  join module_names n on n.project = c.project and n.full_name = c.name
  where c.rank <> 9 and (c.language = 'python' or not n.is_namespace)
  group by c.path, c.project, c.node
)
select i.file_id, i.path, i.project, i.node, i.module, n.object, case when n.object is null then i.module end as external
from imports i
left join found f on f.path = i.path and f.project = i.project and f.node = i.node
left join candidates c on c.path = i.path and c.project = i.project and c.node = i.node and c.rank = f.best // 2
left join module_names n on n.project = c.project and n.full_name = c.name
