(function_definition name: (identifier) @def.name) @def.node

(class_definition name: (identifier) @def.name) @def.node
