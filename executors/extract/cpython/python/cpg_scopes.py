"""Where scopes are in the source: symbol tables know a line only, so they are matched with the syntax tree."""

import ast
from bisect import bisect_left

import _symtable as st
from cpg_nodes import BELOW

_COMPREHENSIONS = {ast.ListComp: "listcomp", ast.SetComp: "setcomp", ast.DictComp: "dictcomp", ast.GeneratorExp: "genexpr"}
_INSIDE_EXPRESSIONS = frozenset(["lambda", *_COMPREHENSIONS.values()])
# Expressions, and statements that hold nothing else: most of a tree, and few of them open a scope.
_STATEMENTS = [ast.Return, ast.Delete, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Raise, ast.Assert, ast.Expr]
_EXPRESSIONS = frozenset([*ast.expr.__subclasses__(), *_STATEMENTS])
_DEFINITIONS = frozenset([ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef])


class _Spans:
    def __init__(self):
        self._found = {}

    def add(self, kind, name, node, span, opens):
        self._found.setdefault((kind, name, node.lineno), []).append((span, opens))

    def take(self, scope):
        """
        Span of `scope` and the node that opens it; scopes are asked for parents first, as they were found. -1, -1 and
        None for one that has none.
        """
        found = self._found.get((scope.type, scope.name, scope.lineno))
        # Most comprehensions have no scope any more, so which of several on a line has one is not known.
        if not found or len(found) > 1 and scope.name in ("listcomp", "setcomp", "dictcomp"):
            return (-1, -1), None
        return found.pop(0)


def _lines_of_expressions(top):
    """Lines on which an expression begins that opens a scope."""
    lines = set()
    stack = [top]
    while stack:
        scope = stack.pop()
        if scope.name in _INSIDE_EXPRESSIONS:
            lines.add(scope.lineno)
        stack.extend(scope.children)
    return lines


def scope_spans(tree, top, source):
    """Spans of everything in `tree` that opens one of the scopes below `top`, in the order in which they are opened."""
    spans = _Spans()
    lines = source.starts
    begun = _lines_of_expressions(top)
    wanted = sorted(begun)
    count = len(wanted)

    def span(node):
        return lines[node.lineno] + node.col_offset, lines[node.end_lineno] + node.end_col_offset

    stack = [tree]
    while stack:
        node = stack.pop()
        cls = type(node)
        if cls in _EXPRESSIONS:
            line, end_line = node.lineno, node.end_lineno
            if line not in begun:
                if line == end_line:
                    continue
                at = bisect_left(wanted, line)
                if at == count or wanted[at] > end_line:
                    continue
        if cls is tuple:
            spans.add(*node)
        elif cls in _DEFINITIONS:
            _definition(node, cls, span(node), stack)
        elif cls is ast.Lambda:
            stack += [node.body, (st.TYPE_FUNCTION, "lambda", node, span(node), node), node.args]
        elif cls in _COMPREHENSIONS:
            _comprehension(node, cls, span(node), stack)
        elif cls is ast.TypeAlias:
            stack += [node.value, (st.TYPE_TYPE_ALIAS, node.name.id, node, span(node.value), node)]
            _type_parameters(node, node.name.id, span(node), stack)
        elif cls is ast.TypeVar or cls is ast.ParamSpec or cls is ast.TypeVarTuple:
            for part in (node.default_value, getattr(node, "bound", None)):
                if part is not None:
                    stack += [part, (st.TYPE_TYPE_VARIABLE, node.name, part, span(part), node)]
        else:
            stack += BELOW[cls](node)[::-1]
    return spans


def _definition(node, cls, span, stack):
    """Pushed last is opened first: decorators and defaults, type parameters, the definition, its body."""
    stack.extend(reversed(node.body))
    if cls is ast.ClassDef:
        stack += [*reversed(node.keywords), *reversed(node.bases)]
        stack.append((st.TYPE_CLASS, node.name, node, span, node))
        _type_parameters(node, node.name, span, stack)
    else:
        stack.append((st.TYPE_FUNCTION, node.name, node, span, node))
        if node.returns is not None:
            stack.append(node.returns)
        arguments = node.args
        every = [*arguments.posonlyargs, *arguments.args, arguments.vararg, *arguments.kwonlyargs, arguments.kwarg]
        stack.extend([a.annotation for a in reversed(every) if a is not None and a.annotation is not None])
        _type_parameters(node, node.name, span, stack)
        stack.extend([d for d in reversed(arguments.defaults + arguments.kw_defaults) if d is not None])
    stack.extend(reversed(node.decorator_list))


def _type_parameters(node, name, span, stack):
    if node.type_params:
        stack.extend(reversed(node.type_params))
        stack.append((st.TYPE_TYPE_PARAMETERS, name, node, span, node))


def _comprehension(node, cls, span, stack):
    """The first iterable belongs to the scope outside."""
    parts = [node.key, node.value] if cls is ast.DictComp else [node.elt]
    first, *others = node.generators
    stack += [p for p in reversed(parts) if p is not None]
    stack += reversed(others)
    stack += [*reversed(first.ifs), first.target, (st.TYPE_FUNCTION, _COMPREHENSIONS[cls], node, span, node), first.iter]
