-- Why a witness says nothing, or too little, of a file. An empty file is none of these: nothing is all there is to say.
select file_id, path, language, 'cst' as witness, error_type, message, bstart, bend
from cst_parse_errors
where error_type <> 'empty_file'
union all
select file_id, path, language, 'ast', error_type, message, bstart, bend
from ast_errors
union all
select file_id, path, language, 'symtable', error_type, message, bstart, bend
from symtable_errors
