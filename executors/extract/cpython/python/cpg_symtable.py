"""CPython's symbol tables of one file: scopes with their place in the source, symbols, and what they open."""

import ast

import _symtable as st
from cpg_pack import Pack, columns_of
from cpg_refs import Mentions
from cpg_scopes import scope_spans

_TYPES = {
    st.TYPE_MODULE: "MODULE", st.TYPE_FUNCTION: "FUNCTION", st.TYPE_CLASS: "CLASS", st.TYPE_ANNOTATION: "ANNOTATION",
    st.TYPE_TYPE_ALIAS: "TYPE_ALIAS", st.TYPE_TYPE_PARAMETERS: "TYPE_PARAMETERS", st.TYPE_TYPE_VARIABLE: "TYPE_VARIABLE",
}  # fmt: skip
_PLAIN = frozenset([st.TYPE_MODULE, st.TYPE_FUNCTION, st.TYPE_CLASS])


def tables(source):
    """The tables of `source`, packed. Raises Rejected."""
    tree = source.compile(ast.PyCF_ONLY_AST)
    try:
        top = st.symtable(source.text, "<source>", "exec")
    except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError) as error:
        raise source.rejection(error) from None
    spans = scope_spans(tree, top, source)
    opened_by = {}
    pack = Pack()
    scopes, symbols, namespaces, named = [], ([], [], [], []), [], []
    # Parents before children, siblings in the compiler's order.
    stack = [(top, -1, "top", (0, len(source.utf8)), False)]
    while stack:
        scope, parent, qualpath, outer, opened = stack.pop()
        ident = len(scopes)
        kind, name = scope.type, scope.name
        span, node = _span(scope, spans, outer)
        if node is not None:
            opened_by[kind, node] = ident
        scopes.append((ident, parent, _TYPES[kind], kind not in _PLAIN, _anonymous(scope), name, qualpath,
                       scope.lineno - 1 if scope.lineno > 1 else 0, *span))  # fmt: skip
        if opened:
            namespaces.append((parent, name, ident))
        _symbols(scope, ident, symbols)
        _named(scope, ident, named)
        seen = {}
        children = []
        for child in scope.children:
            count = seen[child.name] = seen.get(child.name, 0) + 1
            path = f"{qualpath}::{child.name}" if count == 1 else f"{qualpath}::{child.name}#{count}"
            children.append((child, ident, path, outer if span[0] < 0 else span, child.name in scope.symbols))
        stack.extend(reversed(children))
    *columns, starts, ends = _texts(pack, scopes, 10, 2, 5, 6)
    pack.table("scopes", [*columns, source.to_disk(starts), source.to_disk(ends)])
    idents, names, flags, counts = symbols
    pack.table("symbols", [idents, pack.texts(names), flags, counts])
    pack.table("namespaces", _texts(pack, namespaces, 3, 1))
    pack.table("named", _texts(pack, named, 4, 1, 2))
    _mentions(source, tree, opened_by, pack)
    source.places(pack)
    return pack


def _anonymous(scope):
    """Whether the compiler's name for a scope is not one that the source gives it."""
    if scope.type == st.TYPE_FUNCTION:
        # Only comprehensions have a parameter of that name, and nothing else can be called lambda.
        return scope.name == "lambda" or ".0" in scope.symbols
    return scope.type == st.TYPE_ANNOTATION


def _span(scope, spans, outer):
    """Nothing is better than a place outside the scope around it."""
    if scope.type == st.TYPE_MODULE:
        return outer, None
    (start, end), node = spans.take(scope)
    return ((start, end), node) if outer[0] <= start and end <= outer[1] else ((-1, -1), None)


def _texts(pack, rows, width, *texts):
    """Rows as columns, those numbered `texts` as places of their texts."""
    return [pack.texts(column) if i in texts else column for i, column in enumerate(columns_of(rows, width))]


def _mentions(source, tree, opened_by, pack):
    found = Mentions(source, opened_by)
    found.run(tree)
    contexts, names, hows, starts, ends = found.mentions
    pack.table("mentions", [contexts, pack.texts(names), hows, starts, ends])
    scopes, private, inlined, in_type = columns_of(found.contexts, 4)
    pack.table("contexts", [scopes, pack.texts(private), inlined, in_type])
    pack.table("comprehensions", columns_of(found.comprehensions, 3))
    within, kept = columns_of(found.bound, 2)
    pack.table("bound", [within, pack.texts(kept)])


class _Flags(dict):
    """The compiler's flags of a symbol -> ours: a bit for each thing that `symtable.Symbol` can be asked."""

    def __init__(self, module):
        super().__init__()
        self.module = module

    def __missing__(self, flags):
        kind = flags >> st.SCOPE_OFF & st.SCOPE_MASK
        bound_here = self.module and flags & st.DEF_BOUND
        answers = (
            flags & st.USE, flags & st.DEF_IMPORT, flags & st.DEF_PARAM, flags & st.DEF_TYPE_PARAM,
            kind in (st.GLOBAL_IMPLICIT, st.GLOBAL_EXPLICIT) or bound_here, flags & st.DEF_NONLOCAL,
            kind == st.GLOBAL_EXPLICIT, kind in (st.LOCAL, st.CELL) or bound_here, flags & st.DEF_ANNOT,
            kind == st.FREE, flags & st.DEF_LOCAL,
        )  # fmt: skip
        found = self[flags] = sum(1 << i for i, answer in enumerate(answers) if answer)
        return found


_OWN_FLAGS, _MODULE_FLAGS = _Flags(False), _Flags(True)


def _symbols(scope, ident, columns):
    """Sorted by name: scope, name, flags, and how many scopes of this name it opens."""
    idents, names, flags, counts = columns
    found = sorted(scope.symbols)
    bits = _MODULE_FLAGS if scope.name == "top" and scope.type == st.TYPE_MODULE else _OWN_FLAGS
    symbols = scope.symbols
    idents.extend([ident] * len(found))
    names.extend(found)
    flags.extend([bits[symbols[name]] for name in found])
    opened = {}
    for child in scope.children:
        opened[child.name] = opened.get(child.name, 0) + 1
    counts.extend([opened.get(name, 0) for name in found] if opened else [0] * len(found))


def _named(scope, ident, named):
    """What flags do not say: parameters of functions in their order, methods of classes."""
    if scope.type == st.TYPE_FUNCTION:
        role, names = "parameters", [n for n in scope.varnames if scope.symbols[n] & st.DEF_PARAM]
    elif scope.type == st.TYPE_CLASS:
        role, names = "methods", _methods(scope)
    else:
        return
    named.extend([(ident, role, name, position) for position, name in enumerate(names)])


def _methods(scope):
    found = {}
    for child in scope.children:
        flags = scope.symbols.get(child.name, 0)
        if flags >> st.SCOPE_OFF & st.SCOPE_MASK != st.LOCAL:
            continue
        if child.type == st.TYPE_FUNCTION:
            if not (child.name == "genexpr" and ".0" in child.varnames):
                found[child.name] = True
        elif child.type == st.TYPE_TYPE_PARAMETERS:
            if any(c.name == child.name and c.type == st.TYPE_FUNCTION for c in child.children):
                found[child.name] = True
    return list(found)
