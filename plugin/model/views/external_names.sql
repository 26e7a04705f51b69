-- A name outside the project that a node may hold: a module, a member of it, or the result of calling one, with `@` for what it makes of what it decorates.
with recursive seeds as (
  select i.project, i.node, i.external as name from module_imports i where i.external is not null
  union
  select m.project, flow_node(m.module_no, v.node), 'builtins.' || v.text from flow_values v join modules m on m.path = v.path where v.kind = 'builtin'
),
open_reads as (
  -- members that a class of the project may have from a base outside
  select distinct b.project, b.node, u.other, f.field
  from value_flow h
  join value_uses u on u.project = h.project and u.node = h.node and u.use = 'read' and u.flag
  -- by name, because the engine would compute what else a row has
  join (select project, object, ancestor from class_mro) r on r.project = h.project and r.object = case when h.value > flow_instance() then h.value - flow_instance() else h.value end
  join (select project, object, base, node from class_bases) b on b.project = r.project and b.object = r.ancestor and b.base is null
  join (select project, field, field_no from field_numbers) f on f.project = u.project and f.field_no = u.item
  anti join (select project, object, field_no, super_of from member_lookups) w on w.project = r.project and w.object = r.object and w.field_no = u.item and w.super_of = u.super_of
  -- and that nothing in the project gives its objects
  anti join (select distinct project, value as slot from value_flow where kind = 'flows' and value < 0) s on s.project = h.project and s.slot = flow_slot(h.value, u.item)
  where h.kind = 'holds' and h.value > 0
),
steps as (
  select project, node as src, other as dst, '' as suffix from value_uses where use = 'flow'
  union all
  select project, node, value, '' from value_flow where kind = 'flows'
  union all
  select u.project, u.node, u.other, f.field from value_uses u join field_numbers f on f.project = u.project and f.field_no = u.item where u.use = 'read' and u.flag
  union all
  select project, node, other, case when flag then '@' else '()' end from value_uses where use in ('call', 'instance')
  union all
  select b.project, coalesce(a.source, b.node), b.other, b.field from open_reads b left join value_aliases a on a.project = b.project and a.node = b.node
),
names(project, node, name, n) using key (project, node, name, n) as (
  select project, node, name, 0 from seeds
  union
  select distinct x.project, x.node, x.name, x.n
  from (
    select s.project, s.dst as node, p.name || s.suffix as name, p.n + 1 as n
    from names p join steps s on s.project = p.project and s.src = p.node
    where p.n < 8 and not (s.suffix in ('()', '@') and (p.name like '%()%' or p.name like '%@%' or p.name like 'builtins.%')) and strlen(p.name) < 100
  ) x
  anti join recurring.names y on y.project = x.project and y.node = x.node and y.name = x.name
  anti join (select project, node from recurring.names group by project, node having count(*) >= 4) z on z.project = x.project and z.node = x.node
)
select project, node, name, n as steps from names
