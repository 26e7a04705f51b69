-- What is taken from a module by name flows from the node that the module exports.
select l.project, e.node as src, l.dst
from module_values h join value_loads l on l.project = h.project and l.base = h.node
join module_exports e on e.project = h.project and e.object = h.object and e.field_no = l.field_no
where e.node <> l.dst
union
-- a module of CommonJS is the value that it exports
select i.project, e.node, i.node
from module_imports i
join field_numbers f on f.project = i.project and f.field = '.export='
join module_exports e on e.project = i.project and e.object = i.object and e.field_no = f.field_no
union
-- and so is its default export to an ES module, unless it has one of its own
select l.project, e.node, l.dst
from module_imports i
join field_numbers w on w.project = i.project and w.field = '.export='
join module_exports e on e.project = i.project and e.object = i.object and e.field_no = w.field_no
join field_numbers f on f.project = i.project and f.field = '.default'
join value_loads l on l.project = i.project and l.base = i.node and l.field_no = f.field_no
anti join module_exports d on d.project = i.project and d.object = i.object and d.field_no = f.field_no
