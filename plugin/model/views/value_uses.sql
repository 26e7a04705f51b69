-- What becomes of the values of a node: they flow on, are called, have fields taken or set, by accessors too.
with duplicates as materialized (
  -- functions of the module `copy` of Python
  select l.project, l.path, l.dst
  from (select project, node from module_imports where external = 'copy') i
  join value_loads l on l.project = i.project and l.field in ('.copy', '.deepcopy')
  left join value_aliases b on b.project = l.project and b.node = l.base
  where coalesce(b.source, l.base) = i.node
),
copies as materialized (
  -- what they make of a value is of the same class
  select d.project, flow_node(m.module_no, g.node) as src, flow_node(m.module_no, c.result_node) as dst
  -- by name, as below
  from (select distinct project, path from duplicates) p
  join (select project, path, module_no from modules) m on m.project = p.project and m.path = p.path
  join (select path, call, callee_node, result_node from flow_calls where kind = 'call') c on c.path = p.path
  join (select path, call, node from flow_args where position = 0) g on g.path = c.path and g.call = c.call
  left join value_aliases a on a.project = m.project and a.node = flow_node(m.module_no, c.callee_node)
  join duplicates d on d.project = m.project and d.dst = coalesce(a.source, flow_node(m.module_no, c.callee_node))
),
flows as (
  select distinct e.project, coalesce(s.source, e.src) as a, e.dst as b
  from (select project, src, dst from value_assigns union select project, src, dst from import_flows union select project, src, dst from copies) e
  left join value_aliases s on s.project = e.project and s.node = e.src
  anti join value_aliases d on d.project = e.project and d.node = e.dst
  -- by name, because the engine would compute what else a row has
  anti join (select project, parameter, returned from returned_parameters) r on r.project = e.project and r.parameter = coalesce(s.source, e.src) and r.returned = e.dst
),
keys as (
  select h.project, h.node, f.field_no
  from static_values h join (select m.project, flow_node(m.module_no, v.node) as node, flow_key(v.language, v.kind, v.text) as field from flow_values v join modules m on m.path = v.path where v.kind in ('int', 'string')) v on v.project = h.project and v.node = h.source
  join field_numbers f on f.project = v.project and f.field = v.field
),
keyed_loads as (
  select l.project, l.base, coalesce(k.field_no, f.field_no) as field_no, l.dst, l.super_of
  from value_loads l left join keys k on k.project = l.project and k.node = l.key
  join field_numbers f on f.project = l.project and f.field = '[*]'
  where l.field_no is null
  union all
  select project, base, field_no, dst, super_of from value_loads where field_no is not null
),
reads as (
  select distinct l.project, coalesce(s.source, l.base) as base, l.field_no, l.dst, l.super_of, f.field like '.%' and f.field not like '.\_\_%' escape '\' as is_open
  from keyed_loads l join field_numbers f on f.project = l.project and f.field_no = l.field_no
  left join value_aliases s on s.project = l.project and s.node = l.base
  anti join (
    select project, node from module_imports where object is not null
    except
    select f.project, f.dst from import_flows f join module_imports i on i.project = f.project and i.node = f.dst
  ) i on i.project = l.project and i.node = l.base
),
keyed_stores as (
  select m.project, flow_node(m.module_no, s.base_node) as base, coalesce(k.field_no, f.field_no) as field_no, flow_node(m.module_no, s.src_node) as src
  from flow_stores s join modules m on m.path = s.path
  left join keys k on k.project = m.project and k.node = flow_node(m.module_no, s.key_node)
  join field_numbers f on f.project = m.project and f.field = coalesce(s.field, '[?]')
  -- what an accessor computes is in no field
  anti join flow_units u on u.path = s.path and u.value_node = s.src_node and u.role in ('getter', 'setter')
),
made as (
  -- what a function returned: many have the same, unless it is a class
  select distinct m.project, flow_node(m.module_no, c.result_node) as node
  from flow_calls c join modules m on m.path = c.path
  left join value_aliases a on a.project = m.project and a.node = flow_node(m.module_no, c.callee_node)
  anti join class_units k on k.project = m.project and k.object = coalesce(a.source, flow_node(m.module_no, c.callee_node))
  anti join flow_values v on v.path = c.path and v.node = c.result_node
  where c.kind = 'call'
),
assigned as (
  select distinct w.project, coalesce(s.source, w.base) as base, w.field_no, coalesce(v.source, w.src) as src
  from keyed_stores w
  left join value_aliases s on s.project = w.project and s.node = w.base
  left join value_aliases v on v.project = w.project and v.node = w.src
  semi join (
    select project, field_no from keyed_loads union select project, field_no from field_numbers where field = '.__proto__'
  ) l on l.project = w.project and l.field_no = w.field_no
),
local_writes as (
  -- a name given to what a function returned is not one of all that it returns
  select a.project, a.base, a.field_no, a.src
  from assigned a
  semi join made m on m.project = a.project and m.node = a.base
  semi join (select project, field_no from field_numbers where field like '.%') f on f.project = a.project and f.field_no = a.field_no
),
filled as (
  select project, base, field_no, parameter, src as node from initial_fields
  union
  select project, base, field_no, parameter, parameter from initial_fields
),
others as (
  -- a field of a parameter is filled by each call; here is what else it holds, a default or an alternative
  select f.project, f.base, f.field_no, w.src
  from filled f join value_assigns w on w.project = f.project and w.dst = f.node and w.src <> f.parameter
),
writes as (
  select a.project, a.base, a.field_no, a.src
  from assigned a
  anti join local_writes o on o.project = a.project and o.base = a.base and o.field_no = a.field_no
  anti join initial_fields f on f.project = a.project and f.base = a.base and f.field_no = a.field_no and f.src = a.src
  union
  select o.project, o.base, o.field_no, coalesce(v.source, o.src)
  from others o
  left join value_aliases v on v.project = o.project and v.node = o.src
  anti join initial_fields f on f.project = o.project and f.parameter = coalesce(v.source, o.src)
  semi join keyed_loads l on l.project = o.project and l.field_no = o.field_no
),
setter_numbers as (
  -- few of the fields: the engine may join them with all files of the project
  select project, field, field_no from field_numbers where flow_is_setter(field)
),
puts as (
  select distinct m.project, coalesce(b.source, flow_node(m.module_no, s.base_node)) as base, f.field_no, coalesce(v.source, flow_node(m.module_no, s.src_node)) as src
  from flow_stores s join modules m on m.path = s.path
  join setter_numbers f on f.project = m.project and f.field = flow_setter(s.field)
  left join value_aliases b on b.project = m.project and b.node = flow_node(m.module_no, s.base_node)
  left join value_aliases v on v.project = m.project and v.node = flow_node(m.module_no, s.src_node)
),
stored as (
  select project, field_no from writes union select project, field_no from initial_fields
),
calls as (
  select m.project, coalesce(s.source, flow_node(m.module_no, c.callee_node)) as callee, flow_node(m.module_no, c.result_node) as result, flow_node(m.module_no, c.call) as call, c.kind
  from flow_calls c join modules m on m.path = c.path
  left join value_aliases s on s.project = m.project and s.node = flow_node(m.module_no, c.callee_node)
),
instances as (
  select m.project, coalesce(s.source, flow_node(m.module_no, i.class_node)) as class_node, flow_node(m.module_no, i.node) as node
  from flow_instances i join modules m on m.path = i.path
  left join value_aliases s on s.project = m.project and s.node = flow_node(m.module_no, i.class_node)
)
select project, a as node, 'flow' as use, b as other, 0::bigint as item, 0::bigint as super_of, false as flag from flows
union all
select distinct w.project, w.src, 'flow', r.dst, 0, 0, false
from local_writes w join reads r on r.project = w.project and r.base = w.base and r.field_no = w.field_no and r.super_of = 0
union all
select project, base, 'read', dst, field_no, super_of, is_open from reads
union all
select r.project, r.base, 'get', r.dst, r.field_no, 0, false from reads r semi join stored s on s.project = r.project and s.field_no = r.field_no where r.super_of = 0
union all
select project, base, 'set', src, field_no, 0, false from writes
union all
select project, base, 'put', src, field_no, 0, false from puts
union all
select project, callee, 'call', result, call, 0, kind = 'decorator' from calls
union all
select project, class_node, 'instance', node, 0, 0, false from instances
