-- The modules that a node holds, as far as assignments tell.
with recursive steps as (
  select project, src, dst, 0 as field_no from value_assigns
  union all
  select project, base, dst, field_no from value_loads where field_no is not null
),
ways as (
  -- how a module gets from a node to another: as itself, or as a module inside it
  select project, object as object, field_no, target from submodules
  union all
  select project, object, 0, object from module_names
),
holds(project, node, object) as (
  select project, node, object from module_imports where object is not null
  union
  select h.project, s.dst, w.target
  from holds h join steps s on s.project = h.project and s.src = h.node
  join ways w on w.project = h.project and w.object = h.object and w.field_no = s.field_no
)
select project, node, object from holds
