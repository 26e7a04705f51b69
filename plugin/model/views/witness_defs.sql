-- Definitions as each witness has them, with the span of the name. In TypeScript and JavaScript only scope analysis
-- keeps async functions apart from others; a symbol table knows the scope of a name and no span.
select
  file_id, path, language, 'cst' as witness,
  if(language = 'python', kind, replace(kind, 'async_', '')) as kind,
  if(container_def_bstart is null, '', left(qualname, -(length(name) + 1))) as scope,
  name,
  name_bstart as bstart, name_bend as bend
from cst_defs_norm
union all
select
  file_id, path, language, 'ast',
  case kind
    when 'AsyncFunctionDef' then 'async_function'
    when 'ClassDef' then 'class'
    when 'ClassDeclaration' then 'class'
    when 'ClassExpression' then 'class'
    when 'TSInterfaceDeclaration' then 'interface'
    when 'TypeAlias' then 'type_alias'
    when 'TSTypeAliasDeclaration' then 'type_alias'
    when 'TSEnumDeclaration' then 'enum'
    when 'TSModuleDeclaration' then 'namespace'
    else 'function'
  end,
  null,
  name,
  name_bstart, name_bend
from ast_defs
union all
select file_id, path, language, 'symtable', lower(block_type), outer_scope, own_name, null, null
from symtable_scope_names
where own_name is not null
