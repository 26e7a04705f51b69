((module . (comment)* . (expression_statement . [(string) (concatenated_string)] @doc.string)) @doc.owner
  (#not-match? @doc.string "^[rRuU]*[bBfFtT]"))

((function_definition
  body: (block . (comment)* . (expression_statement . [(string) (concatenated_string)] @doc.string))) @doc.owner
  (#not-match? @doc.string "^[rRuU]*[bBfFtT]"))

((class_definition
  body: (block . (comment)* . (expression_statement . [(string) (concatenated_string)] @doc.string))) @doc.owner
  (#not-match? @doc.string "^[rRuU]*[bBfFtT]"))
