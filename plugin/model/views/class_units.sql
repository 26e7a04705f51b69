-- A class and the number of the object that it is.
select u.file_id, u.path, m.project, u.unit, u.qualname, flow_node(m.module_no, u.value_node) as object
from flow_units u join modules m on m.path = u.path where u.kind = 'class'
