-- A name that can be taken from a module, star imports included, and the node that holds it.
with recursive star_imports as (
  select m.project, flow_node(m.module_no, 0) as object, i.object as target
  from flow_exports e join modules m on m.path = e.path
  join module_imports i on i.path = e.path and i.project = m.project and i.node = flow_node(m.module_no, e.node)
  where e.name = '*' and i.object is not null
),
stars(project, object, target) as (
  select project, object, target from star_imports
  union
  select s.project, s.object, i.target from stars s join star_imports i on i.project = s.project and i.object = s.target
),
own as (
  select m.project, flow_node(m.module_no, 0) as object, f.field_no, f.field, m.language, flow_node(m.module_no, e.node) as node
  from flow_exports e join modules m on m.path = e.path join field_numbers f on f.project = m.project and f.field = '.' || e.name
  where e.name <> '*'
)
select project, object, field_no, node from own
union
-- what a module says itself hides what a star brings
select s.project, s.object, o.field_no, o.node from stars s join own o on o.project = s.project and o.object = s.target 
anti join own h on h.project = s.project and h.object = s.object and h.field_no = o.field_no
-- a star takes no names with an underscore in Python, and no default export in JavaScript
where case when o.language = 'python' then o.field not like '.\_%' escape '\' else o.field not in ('.default', '.export=') end
