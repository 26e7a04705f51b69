-- A syntax node with a name.
select file_id, path, language, cst_id, parent_cst_id, kind, field, is_error, is_missing, is_extra, bstart, bend
from cst_nodes
where is_named
