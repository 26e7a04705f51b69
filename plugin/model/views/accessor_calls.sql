-- A field taken of an object whose class computes it: a call of the getter.
select distinct
  l.file_id,
  l.path,
  l.language,
  l.bstart,
  l.bend,
  l.unit,
  l.project,
  f.path as target_path,
  f.unit as target_unit,
  h.steps
from value_loads l
left join value_aliases a on a.project = l.project and a.node = l.base
join value_flow h on h.project = l.project and h.node = coalesce(a.source, l.base) and h.kind = 'holds' and h.value > flow_instance()
join member_lookups w
  on w.project = l.project
  and w.object = h.value - flow_instance()
  and w.field_no = l.field_no
  and w.super_of = l.super_of
  and w.role = 'property'
join callables f on f.project = w.project and f.object = w.value and f.kind = 'function'
