-- A definition according to the query pack `defs`; kind is the type of its node.
select
  d.file_id, d.path, d.language, d.cst_id, d.parent_cst_id, d.node_kind as kind, n.node_text as name,
  d.bstart, d.bend, n.bstart as name_bstart, n.bend as name_bend
from ts_captures d
join ts_captures n on n.path = d.path and n.query_name = d.query_name and n.match_index = d.match_index
where d.query_name = 'defs' and d.capture_name = 'def.node' and n.capture_name = 'def.name'
