-- A syntax node with a name and its parent; child_index counts all children, tokens without a name included.
select file_id, path, language, parent_cst_id, cst_id as child_cst_id, field as field_name, idx as child_index
from cst_nodes
where is_named and parent_cst_id is not null
