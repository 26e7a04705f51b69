-- The fields of objects that a project names, numbered.
select project, field, dense_rank() over (partition by project order by field) as field_no
from (
  select m.project, l.field from flow_loads l join modules m on m.path = l.path where l.field is not null
  union select m.project, s.field from flow_stores s join modules m on m.path = s.path where s.field is not null
  union select m.project, '.' || f.name from flow_members f join modules m on m.path = f.path
  union select m.project, '.' || e.name from flow_exports e join modules m on m.path = e.path
  union select m.project, flow_key(v.language, v.kind, v.text) from flow_values v join modules m on m.path = v.path join (select distinct path from flow_loads where key_node is not null union select distinct path from flow_stores where key_node is not null) k on k.path = v.path where v.kind in ('int', 'string')
  union select n.project, '.' || string_split(n.full_name, '.')[-1] from module_names n
  union select m.project, unnest(['.__init__', '.constructor', '.__call__', '[*]', '[?]']) from modules m
)
