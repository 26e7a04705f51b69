-- A module as a field of the package around it.
select p.project, p.object, f.field_no, n.object as target
from module_names n
join module_names p on p.project = n.project and p.is_package and p.object <> n.object and p.full_name = case when n.full_name like '%.%' then regexp_replace(n.full_name, '\.[^.]*$', '') else '' end
join field_numbers f on f.project = n.project and f.field = '.' || string_split(n.full_name, '.')[-1]
anti join module_exports e on e.project = p.project and e.object = p.object and e.field_no = f.field_no
