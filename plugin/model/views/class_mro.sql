-- The order in which members of a class are looked up: itself at 1, then its bases.
with recursive ancestors(project, object, ancestor, place) as (
  select project, object, object, []::integer[] from class_units
  union all
  select a.project, a.object, b.base, list_append(a.place, b.position)
  from ancestors a join class_bases b on b.project = a.project and b.object = a.ancestor
  where b.base is not null and len(a.place) < 12
),
placed as (
  select project, object, ancestor, max(place) as place from ancestors group by project, object, ancestor
)
select project, object, ancestor, row_number() over (partition by project, object order by len(place) = 0 desc, place, ancestor) as position from placed
