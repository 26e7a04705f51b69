; class { f = () => 1 }
(field_definition
  property: [(property_identifier) (private_property_identifier)] @def.name
  value: [(arrow_function) (function_expression) (generator_function) (class)]) @def.node
