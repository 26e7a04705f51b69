-- A file with value flow as a module: its number in the project and the name under which it is imported.
with files as (
  select
    path,
    nx_project,
    nx_project_root,
    path[case when nx_project_root = '' then 1 else length(nx_project_root) + 2 end:] as nx_path
  from repo_files
)
select
  u.file_id,
  u.path,
  u.language,
  r.nx_project as project,
  r.nx_project_root as project_root,
  r.nx_path,
  dense_rank() over (partition by r.nx_project order by u.path) as module_no,
  replace(regexp_replace(r.nx_path, '(^|/)__init__\.pyi?$|\.pyi?$|(\.d)?\.([cm]?[jt]s|[jt]sx)$', ''), '/', '.') as full_name,
  regexp_matches(u.path, '(^|/)__init__\.pyi?$') as is_package
from flow_units u
join files r on r.path = u.path
where u.kind = 'module'
