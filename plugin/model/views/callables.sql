-- What runs when an object is called: a function itself, the constructor of a class, `__call__` of an instance.
with functions as (
  select m.project, m.module_no, u.path, u.unit, flow_node(m.module_no, u.value_node) as object,
    case when t.unit is not null and u.role in ('', 'staticmethod') then 'this' else u.role end as role, flow_node(m.module_no, u.return_node) as returned
  from flow_units u
  join modules m on m.path = u.path
  left join flow_params t on t.path = u.path and t.unit = u.unit and t.kind = 'this'
  where u.kind in ('function', 'lambda')
),
resolved as (
  select f.project, f.path, f.unit, f.object, f.role, coalesce(a.source, f.returned) as returned, p.node is not null as returns_parameter
  from functions f
  left join value_aliases a on a.project = f.project and a.node = f.returned
  left join flow_params p
    on p.path = f.path
    and p.unit = f.unit
    and p.kind in ('positional', 'keyword', 'this')
    and f.role not in ('property', 'getter')
    and flow_node(f.module_no, p.node) = coalesce(a.source, f.returned)
),
special as (
  select
    w.project,
    case f.field when '.__call__' then flow_instance() + w.object else w.object end as object,
    coalesce(a.source, w.node) as function,
    flow_instance() + w.object as receiver,
    f.field
  from class_members w
  join field_numbers f on f.project = w.project and f.field_no = w.field_no
  left join value_aliases a on a.project = w.project and a.node = w.node
  where f.field in ('.__init__', '.constructor', '.__call__')
)
select project, path, unit, object, object as function, 0::bigint as receiver, role, returned, returns_parameter, 'function' as kind
from resolved
union all
select
  f.project, f.path, f.unit, s.object, s.function, s.receiver, f.role, f.returned, f.returns_parameter,
  case s.field when '.__call__' then 'call' else 'init' end
from special s
join resolved f on f.project = s.project and f.object = s.function
