(function_signature name: (identifier) @def.name) @def.node

(abstract_class_declaration name: (type_identifier) @def.name) @def.node

(abstract_method_signature name: (property_identifier) @def.name) @def.node

(class_body (method_signature name: (property_identifier) @def.name) @def.node)

(interface_declaration name: (type_identifier) @def.name) @def.node

(enum_declaration name: (identifier) @def.name) @def.node

(type_alias_declaration name: (type_identifier) @def.name) @def.node

(internal_module name: (_) @def.name) @def.node

(module name: (_) @def.name) @def.node

; class { f = () => 1 }
(public_field_definition
  name: [(property_identifier) (private_property_identifier)] @def.name
  value: [(arrow_function) (function_expression) (generator_function) (class)]) @def.node
