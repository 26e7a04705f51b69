(call_expression function: (identifier) @call.name) @call.node

(call_expression function: (member_expression) @call.attr) @call.node

(new_expression constructor: (identifier) @call.name) @call.node

(new_expression constructor: (member_expression) @call.attr) @call.node
