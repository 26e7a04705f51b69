-- The module that an import names: one of the project, or else a name outside.
with imports as (
  select i.file_id, i.path, m.project, flow_node(m.module_no, i.node) as node, i.module, i.level,
    case when m.is_package then m.full_name when m.full_name like '%.%' then regexp_replace(m.full_name, '\.[^.]*$', '') else '' end as package
  from flow_imports i join modules m on m.path = i.path
),
candidates as (
  select *, unnest(case when level = 0 then ['', 'src', 'lib', package] else [array_to_string(string_split(package, '.')[1:greatest(len(string_split(package, '.')) - level + 1, 0)], '.')] end) as prefix,
    unnest(case when level = 0 then [0, 1, 2, 3] else [0] end) as rank
  from imports
),
found as (
  select c.path, c.project, c.node, min(c.rank * 2 + n.is_namespace::int) as best
  from candidates c join module_names n on n.project = c.project and n.full_name = case when c.prefix = '' then c.module when c.module = '' then c.prefix else c.prefix || '.' || c.module end
  group by c.path, c.project, c.node
)
select i.file_id, i.path, i.project, i.node, i.module, n.object, case when n.object is null then i.module end as external
from imports i
left join found f on f.path = i.path and f.project = i.project and f.node = i.node
left join candidates c on c.path = i.path and c.project = i.project and c.node = i.node and c.rank = f.best // 2
left join module_names n on n.project = c.project and n.full_name = case when c.prefix = '' then c.module when c.module = '' then c.prefix else c.prefix || '.' || c.module end
