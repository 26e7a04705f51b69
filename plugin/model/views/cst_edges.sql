-- A row of cst_nodes and the node that it is inside of; slot is the field of the parent, idx the place among its children.
select file_id, path, language, parent_cst_id as src, cst_id as dst, 'CHILD' as kind, field as slot, idx
from cst_nodes
where parent_cst_id is not null
