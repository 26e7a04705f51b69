-- A pattern of names and what it stands for in the files of a project below a folder: by the nearest tsconfig.json and what it extends, or by the nearest package.json. The target is relative to the project; rank says what is tried first.
with recursive files as (
  select
    path, nx_project as project,
    path[case when nx_project_root = '' then 1 else length(nx_project_root) + 2 end:] as nx_path
  from repo_files
),
configs as (
  select path, project, nx_path, regexp_replace(nx_path, '[^/]*$', '') as folder, nx_path like '%package.json' as is_package
  from files
  where regexp_matches(nx_path, '(^|/)(tsconfig|jsconfig|package)\.json$')
),
stated as (
  select f.project, f.nx_path, regexp_replace(f.nx_path, '[^/]*$', '') as folder, m.kind, m.pattern, m.target, m.position
  from module_mappings m join files f on f.path = m.path
),
inherited(project, config, folder, nx_path, place) as (
  select project, nx_path, folder, nx_path, []::integer[] from configs where not is_package
  union all
  select i.project, i.config, i.folder, f.nx_path, list_append(i.place, -s.position)
  from inherited i
  join stated s on s.project = i.project and s.nx_path = i.nx_path and s.kind = 'extends' and s.target like '.%'
  join files f on f.project = i.project and f.nx_path = path_from(s.folder, case when s.target like '%.json' then s.target else s.target || '.json' end)
  where len(i.place) < 8
),
-- what is nearer replaces what is inherited, and of several bases the last one counts
bases as (
  select i.project, i.config, path_from(s.folder, s.target) as base
  from inherited i join stated s on s.project = i.project and s.nx_path = i.nx_path and s.kind = 'base_url'
  qualify row_number() over (partition by i.project, i.config order by len(i.place), i.place, i.nx_path, s.target) = 1
),
paths as (
  select i.project, i.config, i.folder, s.folder as stated_in, s.pattern, s.target, s.position
  from inherited i join stated s on s.project = i.project and s.nx_path = i.nx_path and s.kind = 'paths'
  qualify dense_rank() over (partition by i.project, i.config order by len(i.place), i.place, i.nx_path) = 1
),
in_force as (
  select p.project, p.folder, false as is_package, p.pattern, path_from(case when b.base is null then p.stated_in when b.base = '' then '' else b.base || '/' end, p.target) as target, 0 as rank, p.position
  from paths p left join bases b on b.project = p.project and b.config = p.config
  union
  select i.project, i.folder, false, '*', case when b.base = '' then '*' else b.base || '/*' end, 1, 0
  from inherited i join bases b on b.project = i.project and b.config = i.config
  union
  select c.project, c.folder, true, case s.kind when 'imports' then s.pattern else n.target || s.pattern[2:] end, path_from(c.folder, s.target), 2, s.position
  from configs c
  join stated n on n.project = c.project and n.nx_path = c.nx_path and n.kind = 'package'
  join stated s on s.project = c.project and s.nx_path = c.nx_path and s.kind in ('exports', 'imports')
  where c.is_package
),
governed as (
  select m.path, m.project, c.folder, c.is_package
  from modules m join configs c on c.project = m.project and starts_with(m.nx_path, c.folder)
  where m.language <> 'python'
  qualify dense_rank() over (partition by m.path, c.is_package order by length(c.folder) desc) = 1
)
select distinct g.path, g.project, f.pattern, f.target, f.rank, f.position
from governed g join in_force f on f.project = g.project and f.folder = g.folder and f.is_package = g.is_package
