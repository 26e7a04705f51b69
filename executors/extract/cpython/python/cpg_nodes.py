"""What is below a node of CPython's syntax tree."""

import ast

# Nodes that say something of the one above them, and have no place of their own.
_MARKS = frozenset(["expr_context", "operator", "unaryop", "cmpop", "boolop", "type_ignore"])


def _below(cls):
    """Written out as code of its own: asking for fields by their names would leave the interpreter for each."""
    parts = []
    for field, kind in getattr(cls, "_field_types", {}).items():
        text = str(kind)
        if "ast." in text and not any(f"ast.{mark}" in text for mark in _MARKS):
            parts.append(f"*node.{field}" if text.startswith("list[") else f"node.{field}")
    return eval(f"lambda node: ({''.join(part + ', ' for part in parts)})")


# By class: a function that gives the nodes below one, in the order of the fields, None among them where there is none.
BELOW = {cls: _below(cls) for cls in vars(ast).values() if isinstance(cls, type) and issubclass(cls, ast.AST)}
BELOW[type(None)] = lambda node: ()
