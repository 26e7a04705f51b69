-- A module, class, function or lambda by its name in the project, and the one that runs its code: for the body of a class what is around that.
with recursive runs(path, unit, runner) as (
  select path, unit, unit from flow_units
  union all
  select r.path, r.unit, u.parent_unit
  from runs r
  join flow_units u on u.path = r.path and u.unit = r.runner
  where u.kind in ('class', 'type') and u.parent_unit is not null
)
select
  u.file_id,
  u.path,
  m.project,
  u.unit,
  u.kind,
  u.qualname,
  case when u.qualname = '' then m.full_name when m.full_name = '' then u.qualname else m.full_name || '.' || u.qualname end as symbol,
  case when u.kind = 'module' then u.file_id else cpg_id('cst_def', u.path, u.def_bstart, u.def_bend) end as unit_id,
  case when u.kind = 'module' then 0 else u.def_bstart end as def_bstart,
  case when u.kind = 'module' then 0 else u.def_bend end as def_bend,
  r.runner
from flow_units u
join modules m on m.path = u.path
join runs r on r.path = u.path and r.unit = u.unit
join flow_units o on o.path = r.path and o.unit = r.runner and o.kind not in ('class', 'type')
