-- A token that the parser inserted to go on; kind says which.
select file_id, path, language, cst_id, parent_cst_id, kind, is_named, bstart, bend
from cst_nodes
where is_missing
