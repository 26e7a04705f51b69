-- Imported names as each witness has them. binds is the name that an import makes known in the scope around it, which is
-- all that a symbol table knows.
select
  i.file_id, i.path, i.language, 'cst' as witness, i.kind,
  coalesce(d.qualname, '') as scope,
  coalesce(i.name, '') as name,
  concat_ws(
    ' ',
    'of ' || nullif(repeat('.', i.relative_level) || coalesce(i.module, ''), ''),
    'as ' || i.asname,
    if(i.is_type, 'type', null)
  ) as detail,
  case
    when i.kind not in ('import', 'importfrom', 'import_equals') or (i.is_star and i.language = 'python') then null
    when i.language = 'python' then coalesce(i.asname, split_part(i.name, '.', 1))
    else coalesce(i.asname, i.name)
  end as binds,
  i.bstart, i.bend
from cst_imports_norm i
left join cst_defs_norm d on d.path = i.path and d.def_id = i.container_def_id
union all
select
  file_id, path, language, 'ast',
  case kind
    when 'ImportDeclaration' then if(name is null, 'import', 'importfrom')
    when 'ExportNamedDeclaration' then 'export_from'
    when 'ExportAllDeclaration' then 'export_from'
    when 'TSImportEqualsDeclaration' then 'import_equals'
    when 'TSImportType' then 'import_type'
    when 'ImportExpression' then 'import_call'
    when 'CallExpression' then 'require'
    else kind
  end,
  null,
  coalesce(name, ''),
  concat_ws(
    ' ',
    'of ' || nullif(repeat('.', level) || coalesce(module, ''), ''),
    'as ' || asname,
    if(is_type, 'type', null)
  ),
  null,
  bstart, bend
from ast_imports
union all
select s.file_id, s.path, s.language, 'symtable', null, n.scope, null, null, s.name, null, null
from symtable_symbols s
join symtable_scope_names n on n.path = s.path and n.block_id = s.block_id
where s.is_imported
