(call function: (identifier) @call.name) @call.node

(call function: (attribute) @call.attr) @call.node
