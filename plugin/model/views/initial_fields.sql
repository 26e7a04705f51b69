-- A field that a constructor fills with one of its parameters: each object gets what its own construction passes.
with constructors as materialized (
  select distinct c.project, m.module_no, c.path, c.unit, c.function
  from callables c
  join modules m on m.project = c.project and m.path = c.path
  where c.kind = 'init'
),
names as materialized (
  select project, field_no from field_numbers where field in ('.__init__', '.constructor')
),
taken as materialized (
  select distinct l.project, coalesce(b.source, l.base) as object, l.field_no
  from value_loads l
  semi join names f on f.project = l.project and f.field_no = l.field_no
  left join value_aliases b on b.project = l.project and b.node = l.base
  where l.super_of = 0
),
apart as materialized (
  -- called as a function of the class, with the object as an argument
  select distinct w.project, coalesce(n.source, w.node) as function
  from taken t
  join class_members w on w.project = t.project and w.object = t.object and w.field_no = t.field_no
  left join value_aliases n on n.project = w.project and n.node = w.node
),
parameters as materialized (
  select c.project, c.module_no, c.path, c.unit, flow_node(c.module_no, p.node) as node,
    case p.language when 'python' then p.position = 0 else p.kind = 'this' end as is_receiver
  from constructors c
  join flow_params p on p.path = c.path and p.unit = c.unit and p.kind in ('positional', 'keyword', 'this')
  anti join apart a on a.project = c.project and a.function = c.function
),
stores as materialized (
  select r.project, r.path, r.unit, r.node as base, f.field_no, coalesce(v.source, flow_node(r.module_no, s.src_node)) as src
  from parameters r
  join flow_stores s on s.path = r.path and s.unit = r.unit and s.key_node is null
  join field_numbers f on f.project = r.project and f.field = s.field
  left join value_aliases b on b.project = r.project and b.node = flow_node(r.module_no, s.base_node)
  left join value_aliases v on v.project = r.project and v.node = flow_node(r.module_no, s.src_node)
  where r.is_receiver and coalesce(b.source, flow_node(r.module_no, s.base_node)) = r.node
),
sources as (
  select project, path, unit, base, field_no, src, src as origin from stores
  union
  -- `this.a = a ?? other`
  select s.project, s.path, s.unit, s.base, s.field_no, s.src, coalesce(a.source, w.src)
  from stores s
  join value_assigns w on w.project = s.project and w.dst = s.src
  left join value_aliases a on a.project = w.project and a.node = w.src
)
select distinct s.project, s.base, s.field_no, s.src, p.node as parameter
from sources s
join parameters p on p.project = s.project and p.path = s.path and p.unit = s.unit and p.node = s.origin
where not p.is_receiver
