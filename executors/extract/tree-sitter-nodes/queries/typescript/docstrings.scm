; A comment before a declaration that only TypeScript has, or before the export of one.
((program
  (comment) @doc.string .
  [
    (function_signature) @doc.owner
    (abstract_class_declaration) @doc.owner
    (interface_declaration) @doc.owner
    (enum_declaration) @doc.owner
    (type_alias_declaration) @doc.owner
    (module) @doc.owner
    (expression_statement (internal_module) @doc.owner)
    (export_statement
      declaration: [
        (function_signature) @doc.owner
        (abstract_class_declaration) @doc.owner
        (interface_declaration) @doc.owner
        (enum_declaration) @doc.owner
        (type_alias_declaration) @doc.owner
        (module) @doc.owner
        (internal_module) @doc.owner
      ])
    (ambient_declaration (_) @doc.owner)
  ])
  (#match? @doc.string "^/\\*\\*[^*/]"))

; In a namespace.
((statement_block
  (comment) @doc.string .
  [
    (function_signature) @doc.owner
    (abstract_class_declaration) @doc.owner
    (interface_declaration) @doc.owner
    (enum_declaration) @doc.owner
    (type_alias_declaration) @doc.owner
    (export_statement
      declaration: [
        (function_declaration) @doc.owner
        (generator_function_declaration) @doc.owner
        (class_declaration) @doc.owner
        (function_signature) @doc.owner
        (abstract_class_declaration) @doc.owner
        (interface_declaration) @doc.owner
        (enum_declaration) @doc.owner
        (type_alias_declaration) @doc.owner
        (module) @doc.owner
        (internal_module) @doc.owner
        (lexical_declaration . (variable_declarator) @doc.owner)
        (variable_declaration . (variable_declarator) @doc.owner)
      ])
  ])
  (#match? @doc.string "^/\\*\\*[^*/]"))

((class_body
  (comment) @doc.string .
  [
    (public_field_definition) @doc.owner
    (method_signature) @doc.owner
    (abstract_method_signature) @doc.owner
  ])
  (#match? @doc.string "^/\\*\\*[^*/]"))

((interface_body
  (comment) @doc.string .
  [
    (method_signature) @doc.owner
    (property_signature) @doc.owner
  ])
  (#match? @doc.string "^/\\*\\*[^*/]"))
