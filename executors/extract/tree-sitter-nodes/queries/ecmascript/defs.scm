(function_declaration name: (identifier) @def.name) @def.node

(generator_function_declaration name: (identifier) @def.name) @def.node

(function_expression name: (identifier) @def.name) @def.node

(class_declaration name: (_) @def.name) @def.node

(method_definition name: [(property_identifier) (private_property_identifier)] @def.name) @def.node

; const f = () => 1
(variable_declarator
  name: (identifier) @def.name
  value: [(arrow_function) (function_expression) (generator_function) (class)]) @def.node

; x.f = () => 1
(assignment_expression
  left: [(identifier) @def.name (member_expression property: (property_identifier) @def.name)]
  right: [(arrow_function) (function_expression) (generator_function) (class)]) @def.node

; { f: () => 1 }
(pair
  key: (property_identifier) @def.name
  value: [(arrow_function) (function_expression) (generator_function) (class)]) @def.node
