-- The modules of a project by name, with packages that have no file.
with named as (
  select project, full_name, flow_node(module_no, 0) as object, is_package from modules
),
parents as (
  select project, full_name, unnest(range(1, len(string_split(full_name, '.')))) as depth from named
),
namespaces as (
  select distinct project, array_to_string(string_split(full_name, '.')[1:depth], '.') as full_name from parents
)
select project, full_name, object, is_package, false as is_namespace from named
union all
select n.project, n.full_name, flow_node(1000000 + dense_rank() over (partition by n.project order by n.full_name), 0), true, true
from namespaces n anti join named m on m.project = n.project and m.full_name = n.full_name
