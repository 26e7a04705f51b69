-- Documentation according to the query pack `docstrings`, as it is written, and the node it is about; the name is that of a definition.
select
  o.file_id, o.path, o.language, o.cst_id as owner_cst_id, o.node_kind as owner_kind, d.name as owner_name,
  s.cst_id as doc_cst_id, s.node_text as docstring, s.bstart, s.bend
from ts_captures o
join ts_captures s on s.path = o.path and s.query_name = o.query_name and s.match_index = o.match_index
left join ts_defs d on d.path = o.path and d.cst_id = o.cst_id
where o.query_name = 'docstrings' and o.capture_name = 'doc.owner' and s.capture_name = 'doc.string'
