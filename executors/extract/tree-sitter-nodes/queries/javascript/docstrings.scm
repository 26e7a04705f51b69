((class_body (comment) @doc.string . (field_definition) @doc.owner)
  (#match? @doc.string "^/\\*\\*[^*/]"))
