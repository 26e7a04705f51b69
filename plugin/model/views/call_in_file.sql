-- A call of a bare name and the definition of that name that its scope reaches in the same file.
with recursive
-- Every scope around a call, innermost first; a null scope is the module.
around(path, call_id, callee_name, scope_id, depth) as (
  select path, call_id, callee_name, container_def_id, 0
  from cst_calls_norm
  where callee_shape = 'NAME'
  union all
  select a.path, a.call_id, a.callee_name, d.container_def_id, a.depth + 1
  from around a
  join cst_defs_norm d on d.path = a.path and d.def_id = a.scope_id
),
-- A class body is a scope only for the code that stands directly in it.
visible as (
  select a.path, a.call_id, a.callee_name, a.scope_id, a.depth
  from around a
  left join cst_defs_norm s on s.path = a.path and s.def_id = a.scope_id
  where a.depth = 0 or s.kind is null or s.kind <> 'class'
),
-- What binds a name in a scope: a definition, or anything else (null), which hides definitions further out.
bound as (
  select path, container_def_id as scope_id, name, def_id, bstart as def_bstart
  from cst_defs_norm
  where binds_name and kind in ('function', 'async_function', 'class')
  union all
  select path, container_def_id, ref_text, null, null
  from cst_refs_norm
  where ref_kind = 'name' and scope_role = 'binding'
),
found as (
  select v.path, v.call_id, v.depth, b.def_id, b.def_bstart
  from visible v
  join bound b on b.path = v.path and b.name = v.callee_name and b.scope_id is not distinct from v.scope_id
),
-- The innermost scope that binds the name decides.
nearest as (
  select path, call_id, def_id, def_bstart
  from found
  qualify depth = min(depth) over (partition by path, call_id)
),
-- Of several definitions in that scope the last one is in force; an assignment beside them leaves it open.
decided as (
  select path, call_id, def_id
  from nearest
  qualify def_bstart = max(def_bstart) over (partition by path, call_id)
    and count(*) over (partition by path, call_id) = count(def_id) over (partition by path, call_id)
)
select
  c.file_id,
  c.path,
  c.bstart,
  c.bend,
  c.call_id as src,
  d.def_id as dst,
  'tree-sitter' as origin,
  'scope' as resolution_method,
  0.9::decimal(5, 4) as confidence,
  900 as score,
  c.call_id as ambiguity_group_id
from cst_calls_norm c
join decided d on d.path = c.path and d.call_id = c.call_id
