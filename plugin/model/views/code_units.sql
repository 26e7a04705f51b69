-- A module, class, function or lambda by its name in the project, and the one that runs its code: for the body of a class what is around that. In JavaScript the class itself runs what its fields are initialised with.
with recursive bodies(path, unit, runner) as (
  select path, unit, parent_unit from flow_units where (kind = 'type' or (kind = 'class' and language = 'python')) and parent_unit is not null
  union all
  select b.path, b.unit, u.parent_unit
  from bodies b
  join flow_units u on u.path = b.path and u.unit = b.runner
  where (u.kind = 'type' or (u.kind = 'class' and u.language = 'python')) and u.parent_unit is not null
),
runs as (
  select path, unit, unit as runner from flow_units where not (kind = 'type' or (kind = 'class' and language = 'python'))
  union all
  select b.path, b.unit, b.runner
  from bodies b
  join flow_units u on u.path = b.path and u.unit = b.runner and not (u.kind = 'type' or (u.kind = 'class' and u.language = 'python'))
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
  u.def_bstart,
  u.def_bend,
  r.runner
from flow_units u
join modules m on m.path = u.path
join runs r on r.path = u.path and r.unit = u.unit
