-- What a node holds, and which nodes hold what another one holds: found by following calls, members and fields until nothing is new, at most 16 steps far and 8 values wide.
with recursive params as (
  select c.project, c.object, c.receiver, c.kind <> 'init' and (flow_node(m.module_no, p.node) = c.returned or t.parameter is not null) as is_returned, p.position, p.name, p.kind,
    case p.language when 'python' then p.position = 0 else p.kind = 'this' end as is_receiver, (p.language = 'python')::int as shift, flow_node(m.module_no, p.node) as node
  from callables c join modules m on m.path = c.path and m.project = c.project join flow_params p on p.path = c.path and p.unit = c.unit
  left join returned_parameters t on t.project = c.project and t.object = c.function and t.parameter = flow_node(m.module_no, p.node)
),
open_classes as (
  select distinct r.project, r.object from class_mro r join class_bases b on b.project = r.project and b.object = r.ancestor where b.base is null
),
delegates as (
  -- an object that finds on others what it does not have itself
  select m.project, coalesce(a.source, flow_node(m.module_no, s.base_node)) as object, p.field_no as proto_no, max(s.bstart) as bstart
  from flow_stores s join modules m on m.path = s.path
  join field_numbers p on p.project = m.project and p.field = s.field
  left join value_aliases a on a.project = m.project and a.node = flow_node(m.module_no, s.base_node)
  where s.field = '.__proto__'
  group by all
),
own as (
  -- what is written after that hides what it finds there
  select distinct d.project, d.object, f.field_no
  from delegates d
  join modules m on m.project = d.project
  join flow_stores s on s.path = m.path and flow_node(m.module_no, s.base_node) = d.object and s.bstart > d.bstart
  join field_numbers f on f.project = d.project and f.field = s.field
),
fills as (
  select i.project, i.parameter, i.field_no
  from (select distinct project, parameter, field_no from initial_fields) i
  semi join (select project, field_no from value_loads where field_no is not null) l on l.project = i.project and l.field_no = i.field_no
),
choices as (
  -- a function that gives back one it has made, or what that one makes of its argument: the latter when it decorates
  select m.project, flow_node(m.module_no, u.value_node) as object, min(flow_node(m.module_no, g.value_node)) as made, min(flow_node(m.module_no, c.result_node)) as applied
  from flow_units u
  join modules m on m.path = u.path
  join flow_units g on g.path = u.path and g.parent_unit = u.unit and g.kind in ('function', 'lambda')
  join flow_calls c on c.path = u.path and c.unit = u.unit and c.kind = 'call'
  join flow_assigns x on x.path = u.path and x.dst_node = u.return_node
  join flow_assigns y on y.path = u.path and y.dst_node = u.return_node
  left join value_aliases e on e.project = m.project and e.node = flow_node(m.module_no, c.callee_node)
  left join value_aliases a on a.project = m.project and a.node = flow_node(m.module_no, x.src_node)
  left join value_aliases b on b.project = m.project and b.node = flow_node(m.module_no, y.src_node)
  where coalesce(e.source, flow_node(m.module_no, c.callee_node)) = flow_node(m.module_no, g.value_node)
    and coalesce(a.source, flow_node(m.module_no, x.src_node)) = flow_node(m.module_no, g.value_node)
    and coalesce(b.source, flow_node(m.module_no, y.src_node)) = flow_node(m.module_no, c.result_node)
  group by all
  having count(*) = 1
),
filling as (
  -- classes above one whose methods fill a field of `self`, or of `this`
  select distinct r.project, r.object, r.ancestor, s.item as field_no
  from (
    select m.project, flow_node(m.module_no, i.node) as node, flow_node(m.module_no, i.class_node) as class_node
    from flow_instances i join modules m on m.path = i.path
  ) i
  join (select project, node, item from value_uses where use = 'set') s on s.project = i.project and s.node = i.node
  join class_mro r on r.project = i.project and r.ancestor = i.class_node and r.object <> i.class_node
),
implementers as (
  select r.project, r.ancestor as type, r.object
  from class_mro r
  join class_units t on t.project = r.project and t.object = r.ancestor and t.kind = 'type'
  join class_units c on c.project = r.project and c.object = r.object and c.kind = 'class'
  qualify count(*) over (partition by r.project, r.ancestor) <= 8
),
seeds as (
  select m.project, flow_node(m.module_no, u.value_node) as a, flow_node(m.module_no, u.value_node) as b from flow_units u join modules m on m.path = u.path where u.kind <> 'module'
  union all
  select m.project, flow_node(m.module_no, v.node), flow_node(m.module_no, v.node) from flow_values v join modules m on m.path = v.path where v.kind in ('list', 'dict', 'tuple', 'set', 'object')
  union all
  select m.project, flow_node(m.module_no, v.node), -1 from flow_values v join modules m on m.path = v.path where v.kind = 'builtin'
  union all
  select project, node, coalesce(object, 0) from module_imports
),
st(project, k, a, b, r, n) using key (project, k, a, b, r, n) as (
  select project, 0, a, b, 0::bigint, 0 from seeds
  union
  select distinct x.project, x.k, x.a, x.b, x.r, x.n from (
    with touched as materialized (
      select p.project, p.b, p.r, p.n + 1 as n, u.use, u.other, u.item, u.super_of, u.flag, case when p.b > flow_instance() then p.b - flow_instance() else p.b end as owner
      from st p join value_uses u on u.project = p.project and u.node = p.a where p.k = 0 and p.n < 16
    ),
    looked as materialized (
      select t.project, t.n, t.other, t.b, m.node, case when m.is_module then 0 else t.b end as receiver, m.value, m.role, m.returned, m.receiver_node
      from touched t join member_lookups m on m.project = t.project and m.object = t.owner and m.field_no = t.item and m.super_of = t.super_of
      where t.use = 'read' and t.b > 0
    ),
    computed as materialized (
      select project, n, other, receiver, returned, receiver_node from looked
      where (role = 'property' and receiver > flow_instance()) or role = 'getter'
    ),
    assigned as materialized (
      select t.project, t.n, t.other, t.b as receiver, m.receiver_node, q.node as parameter
      from touched t
      join member_lookups m on m.project = t.project and m.object = t.owner and m.field_no = t.item and m.super_of = 0 and m.role = 'setter'
      left join params q on q.project = m.project and q.object = m.value and q.position = 0
      where t.use = 'put' and t.b > 0
    ),
    delegated as materialized (
      select t.project, flow_slot(t.b, d.proto_no) as a, t.item, t.other, t.n
      from touched t join delegates d on d.project = t.project and d.object = t.b
      anti join own o on o.project = t.project and o.object = t.b and o.field_no = t.item
      where t.use = 'get'
    ),
    found as materialized (
      select w.project, p.b, w.b as item, w.r as other, w.a, greatest(w.n, p.n) + 1 as n
      from st w join recurring.st p on p.project = w.project and p.a = w.a and p.k = 0 where w.k = 2 and w.n < 16
      union
      select w.project, p.b, w.b, w.r, w.a, greatest(w.n, p.n) + 1
      from st p join recurring.st w on w.project = p.project and w.a = p.a and w.k = 2 where p.k = 0 and p.n < 16
    ),
    called as materialized (
      select t.project, t.n, t.b, t.r, t.other, t.item, t.flag from touched t where t.use = 'call' and t.b > 0
    ),
    received as materialized (
      select q.project, c.n, q.node, q.is_returned, c.other, case when q.receiver <> 0 then q.receiver else c.r end as receiver
      from called c
      join params q on q.project = c.project and q.object = c.b and q.is_receiver
      where q.receiver <> 0 or c.r <> 0
    ),
    passed as materialized (
      select q.project, c.n, g.node as argument, q.node as parameter, q.is_returned, c.other, case when q.receiver <> 0 then q.receiver else c.r end as receiver
      from called c
      join params q on q.project = c.project and q.object = c.b
      join call_arguments g on g.project = c.project and g.call = c.item
      where flow_takes(q.kind, q.name, q.position - (c.r <> 0 or q.receiver <> 0)::int * q.shift, g.position, g.keyword, g.star)
        and (q.kind = 'this' or q.position >= (c.r <> 0 or q.receiver <> 0)::int * q.shift)
    )
    select project, 0 as k, other as a, b, r, n from touched where use = 'flow'
    union all
    select e.project, 0, e.b, p.b, flow_bound(f.role, p.r, e.r), p.n + 1
    from st p join recurring.st e on e.project = p.project and e.a = p.a left join callables f on f.project = p.project and f.object = p.b and f.kind = 'function'
    where p.k = 0 and e.k = 1 and p.n < 16
    union all
    select e.project, 0, e.b, p.b, flow_bound(f.role, p.r, e.r), e.n + 1
    from st e join recurring.st p on p.project = e.project and p.a = e.a left join callables f on f.project = p.project and f.object = p.b and f.kind = 'function'
    where e.k = 1 and p.k = 0 and e.n < 16
    union all
    select project, 1, other, flow_slot(b, item), 0, n from touched where use = 'set' and b > 0
    union all
    -- a function that knows no classes is bound to whatever object it is taken from
    select project, 1, flow_slot(b, item), other, -b, n from touched where use = 'get' and b > 0
    union all
    -- methods that a class inherits may have filled a field of its objects
    select t.project, 1, flow_slot(flow_instance() + m.ancestor, t.item), t.other, -t.b, t.n
    from touched t join filling m on m.project = t.project and m.object = t.b - flow_instance() and m.field_no = t.item
    where t.use = 'get' and t.b > flow_instance()
    union all
    select project, 2, a, item, other, n from delegated
    union all
    -- an object is what methods see as `this` even where another one has them
    select project, 1, flow_slot(b, item), other, -((-a) // 1048576), n from found where b > 0
    union all
    select f.project, 2, flow_slot(f.b, d.proto_no), f.item, f.other, f.n
    from found f join delegates d on d.project = f.project and d.object = f.b anti join own o on o.project = f.project and o.object = f.b and o.field_no = f.item
    union all
    select project, 0, other, value, flow_bound(role, 0, receiver), n from looked
    where value is not null and role not in ('getter', 'setter') and not (role = 'property' and receiver > flow_instance())
    union all
    select project, 1, node, other, receiver, n from looked where value is null
    union all
    select project, 0, receiver_node, receiver, 0, n from computed where receiver_node is not null
    union all
    select project, 1, returned, other, 0, n from computed
    union all
    select project, 0, receiver_node, receiver, 0, n from assigned where receiver_node is not null
    union all
    select project, 1, other, parameter, 0, n from assigned where parameter is not null
    union all
    select t.project, 0, t.other, 0, 0, t.n
    from touched t join open_classes m on m.project = t.project and m.object = t.owner
    anti join member_lookups w on w.project = t.project and w.object = t.owner and w.field_no = t.item and w.super_of = t.super_of
    where t.use = 'read' and t.b > 0 and t.flag
    union all
    select project, 0, other, b, 0, n from touched where use = 'read' and b <= 0 and flag
    union all
    select t.project, 0, t.other, m.target, 0, t.n
    from touched t join submodules m on m.project = t.project and m.object = t.b and m.field_no = t.item where t.use = 'read'
    union all
    select project, 0, node, receiver, 0, n from received
    union all
    select project, 0, other, receiver, 0, n from received where is_returned
    union all
    select project, 1, argument, parameter, 0, n from passed
    union all
    select p.project, 1, p.argument, flow_slot(p.receiver, f.field_no), 0, p.n
    from passed p join fills f on f.project = p.project and f.parameter = p.parameter where p.receiver > 0
    union all
    -- what a function returns of its arguments is that of the call, not of every call
    select project, 1, argument, other, 0, n from passed where is_returned
    union all
    select f.project, 1, case when d.object is null then f.returned when c.flag then d.applied else d.made end, c.other, 0, c.n
    from called c join callables f on f.project = c.project and f.object = c.b left join choices d on d.project = f.project and d.object = f.function
    where f.kind <> 'init' and not f.returns_parameter
    union all
    select f.project, 0, c.other, flow_instance() + c.b, 0, c.n
    from called c join class_units f on f.project = c.project and f.object = c.b and f.kind <> 'type'
    union all
    select project, 0, other, 0, 0, n from touched where use = 'call' and b = 0
    union all
    select g.project, 1, g.node, c.other, 0, c.n
    from touched c join call_arguments g on g.project = c.project and g.call = c.item and g.position = 0 where c.use = 'call' and c.b <= 0 and c.flag
    union all
    select f.project, 0, t.other, flow_instance() + t.b, 0, t.n
    from touched t join class_units f on f.project = t.project and f.object = t.b where t.use = 'instance'
    union all
    select f.project, 0, t.other, flow_instance() + f.object, 0, t.n
    from touched t join implementers f on f.project = t.project and f.type = t.b where t.use = 'instance'
    union all
    select project, 0, other, 0, 0, n from touched where use = 'instance' and b = 0
  ) x anti join recurring.st y on y.project = x.project and y.k = x.k and y.a = x.a and y.b = x.b and y.r = x.r
  anti join (select project, k, a from recurring.st where k = 0 group by project, k, a having count(*) >= 8) z on z.project = x.project and z.k = x.k and z.a = x.a
  -- what the last step finds to be connected is not followed
  where x.k = 0 or x.n < 16
)
select project, case k when 0 then 'holds' else 'flows' end as kind, a as node, b as value, r as receiver, n as steps from st where k < 2
