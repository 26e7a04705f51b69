-- Where the values of bases of classes and of keys come from, as far as assignments, arguments and results of calls of known functions tell.
with recursive asked as (
  select m.project, flow_node(m.module_no, b.node) as node from flow_bases b join modules m on m.path = b.path
  union
  select m.project, flow_node(m.module_no, s.key_node) from flow_stores s join modules m on m.path = s.path where s.key_node is not null
  union
  select project, key from value_loads where key is not null
),
functions as (
  select m.project, m.path, u.unit, flow_node(m.module_no, u.value_node) as object, flow_node(m.module_no, u.return_node) as returned from flow_units u join modules m on m.path = u.path where u.kind in ('function', 'lambda')
),
calls as (
  select m.project, m.module_no, c.path, c.call, c.result_node, f.path as target_path, f.unit, f.object, f.returned
  from flow_calls c join modules m on m.path = c.path
  left join value_aliases a on a.project = m.project and a.node = flow_node(m.module_no, c.callee_node)
  join functions f on f.project = m.project and f.object = coalesce(a.source, flow_node(m.module_no, c.callee_node))
),
passed as (
  select c.project, flow_node(c.module_no, g.node) as src, flow_node(q.module_no, p.node) as dst, c.object, flow_node(c.module_no, c.result_node) as result
  from calls c
  join modules q on q.project = c.project and q.path = c.target_path
  join flow_params p on p.path = c.target_path and p.unit = c.unit
  join flow_args g on g.path = c.path and g.call = c.call
  where flow_takes(p.kind, p.name, p.position, g.position, g.keyword, g.star)
),
decorated as (
  -- what a decorator makes of a class is taken for that class
  select m.project, flow_node(m.module_no, g.node) as src, flow_node(m.module_no, c.result_node) as dst
  from (select path, call, result_node from flow_calls where kind = 'decorator') c
  join modules m on m.path = c.path
  join (select path, call, node from flow_args where position = 0) g on g.path = c.path and g.call = c.call
),
steps as (
  select v.project, v.src, v.dst from value_assigns v
  left join value_aliases a on a.project = v.project and a.node = v.src
  anti join returned_parameters r on r.project = v.project and r.returned = v.dst and r.parameter = coalesce(a.source, v.src)
  union select project, src, dst from import_flows
  union select project, src, dst from passed
  union select p.project, p.src, p.result from passed p join returned_parameters r on r.project = p.project and r.object = p.object and r.parameter = p.dst
  union select project, returned, flow_node(module_no, result_node) from calls where returned is not null
  union select project, src, dst from decorated
),
held(project, node, source, n) as (
  select project, node, node, 0 from asked
  union
  select h.project, h.node, s.src, h.n + 1 from held h join steps s on s.project = h.project and s.dst = h.source where h.n < 5
)
select distinct project, node, source from held
