-- Scopes with the names of the functions, classes and the like around them, as a path: the module is the empty path,
-- and scopes that no definition names (blocks, lambdas, comprehensions, type parameters) add nothing to it.
with recursive
named as (
  select
    file_id,
    path,
    language,
    block_id,
    parent_block_id,
    block_type,
    case
      when block_type in ('FUNCTION', 'CLASS', 'NAMESPACE', 'ENUM', 'TYPE_ALIAS') and not is_anonymous then name
    end as own_name
  from symtable_scopes
),
paths as (
  select file_id, path, language, block_id, block_type, null::varchar as own_name, '' as outer_scope, '' as scope
  from named
  where parent_block_id is null
  union all
  select
    n.file_id,
    n.path,
    n.language,
    n.block_id,
    n.block_type,
    n.own_name,
    o.scope,
    case when n.own_name is null then o.scope when o.scope = '' then n.own_name else o.scope || '.' || n.own_name end
  from paths o
  join named n on n.path = o.path and n.parent_block_id = o.block_id
)
select file_id, path, language, block_id, block_type, own_name, outer_scope, scope
from paths
