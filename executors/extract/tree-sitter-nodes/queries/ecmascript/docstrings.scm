; A comment before a declaration, or before the export of one.
((program
  (comment) @doc.string .
  [
    (function_declaration) @doc.owner
    (generator_function_declaration) @doc.owner
    (class_declaration) @doc.owner
    (lexical_declaration . (variable_declarator) @doc.owner)
    (variable_declaration . (variable_declarator) @doc.owner)
    (export_statement
      declaration: [
        (function_declaration) @doc.owner
        (generator_function_declaration) @doc.owner
        (class_declaration) @doc.owner
        (lexical_declaration . (variable_declarator) @doc.owner)
        (variable_declaration . (variable_declarator) @doc.owner)
      ])
  ])
  (#match? @doc.string "^/\\*\\*[^*/]"))

((statement_block
  (comment) @doc.string .
  [
    (function_declaration) @doc.owner
    (generator_function_declaration) @doc.owner
    (class_declaration) @doc.owner
    (lexical_declaration . (variable_declarator) @doc.owner)
    (variable_declaration . (variable_declarator) @doc.owner)
  ])
  (#match? @doc.string "^/\\*\\*[^*/]"))

((class_body (comment) @doc.string . (method_definition) @doc.owner)
  (#match? @doc.string "^/\\*\\*[^*/]"))
