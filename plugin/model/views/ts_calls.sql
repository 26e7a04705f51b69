-- A call of a name or of a member according to the query pack `calls`; callee_kind is the type of the callee's node.
select
  c.file_id, c.path, c.language, c.cst_id, c.parent_cst_id, f.cst_id as callee_cst_id, f.node_kind as callee_kind,
  f.node_text as callee_text, c.bstart, c.bend, f.bstart as callee_bstart, f.bend as callee_bend
from ts_captures c
join ts_captures f on f.path = c.path and f.query_name = c.query_name and f.match_index = c.match_index
where c.query_name = 'calls' and c.capture_name = 'call.node' and f.capture_name in ('call.name', 'call.attr')
