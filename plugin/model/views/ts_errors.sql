-- A stretch of source that the parser could not fit into the grammar.
select file_id, path, language, cst_id, parent_cst_id, bstart, bend
from cst_nodes
where is_error
