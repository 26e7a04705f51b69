-- A node that holds what one other node holds and nothing else; that one is named.
with recursive edges as (
  select project, src, dst from value_assigns union select project, src, dst from import_flows
),
origins as (
  select m.project, flow_node(m.module_no, v.node) as node from flow_values v join modules m on m.path = v.path
  union all select m.project, flow_node(m.module_no, v.value_node) from flow_units v join modules m on m.path = v.path
  union all select project, node from module_imports
  union all select m.project, flow_node(m.module_no, v.node) from flow_params v join modules m on m.path = v.path
  union all select m.project, flow_node(m.module_no, v.node) from flow_instances v join modules m on m.path = v.path
  union all select m.project, flow_node(m.module_no, v.result_node) from flow_calls v join modules m on m.path = v.path
  union all select l.project, l.dst from value_loads l
    anti join (select h.project, h.node from module_values h join module_imports i on i.project = h.project and i.node = h.node) i on i.project = l.project and i.node = l.base
),
single as (
  select project, dst as node, min(src) as src from edges group by project, dst having count(*) = 1
),
alias as (
  select s.project, s.node, s.src from single s anti join origins o on o.project = s.project and o.node = s.node
),
followed(project, node, source) as (
  select a.project, a.node, a.src from alias a anti join alias b on b.project = a.project and b.node = a.src
  union all
  select f.project, a.node, f.source from followed f join alias a on a.project = f.project and a.src = f.node
)
select project, node, source from followed
