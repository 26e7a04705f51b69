"""CPython's symbol tables of one file: scopes with their place in the source, symbols, and what they open."""

import ast

import _symtable as st
from cpg_pack import Pack, columns_of
from cpg_refs import References
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
    spans = scope_spans(tree, source)
    listed, opened_by = [], {}
    pack = Pack()
    text = pack.text
    scopes, symbols, namespaces, partitions = [], [], [], []
    # Parents before children, siblings in the compiler's order.
    stack = [(top, -1, "top", (0, len(source.utf8)), False)]
    while stack:
        scope, parent, qualpath, outer, opened = stack.pop()
        ident = len(scopes)
        span, node = _span(scope, spans, outer)
        listed.append((scope, parent))
        if node is not None:
            opened_by[scope.type, node] = ident
        scopes.append((ident, parent, text(_TYPES[scope.type]), scope.type not in _PLAIN, _anonymous(scope),
                       text(scope.name), text(qualpath), max(scope.lineno - 1, 0), *span))  # fmt: skip
        if opened:
            namespaces.append((parent, text(scope.name), ident))
        _symbols(scope, ident, symbols, text)
        _partitions(scope, ident, partitions, text)
        seen = {}
        children = []
        for child in scope.children:
            count = seen[child.name] = seen.get(child.name, 0) + 1
            path = f"{qualpath}::{child.name}" if count == 1 else f"{qualpath}::{child.name}#{count}"
            children.append((child, ident, path, outer if span[0] < 0 else span, child.name in scope.symbols))
        stack.extend(reversed(children))
    pack.table("scopes", _placed(source, columns_of(scopes, 10)))
    pack.table("symbols", columns_of(symbols, 15))
    pack.table("namespaces", columns_of(namespaces, 3))
    pack.table("partitions", columns_of(partitions, 4))
    references = References(source, text, listed, opened_by)
    references.run(tree)
    pack.table("references", _referred(source, columns_of(references.rows, 10)))
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


def _placed(source, columns):
    return [*columns[:-2], source.to_disk(columns[-2]), source.to_disk(columns[-1])]


def _referred(source, columns):
    spans = (3, 4, 8, 9)
    return [source.to_disk(column) if i in spans else column for i, column in enumerate(columns)]


def _symbols(scope, ident, symbols, text):
    """As `symtable.Symbol` answers, sorted by name."""
    module = scope.name == "top" and scope.type == st.TYPE_MODULE
    opened = {}
    for child in scope.children:
        opened[child.name] = opened.get(child.name, 0) + 1
    for name, flags in sorted(scope.symbols.items()):
        kind = flags >> st.SCOPE_OFF & st.SCOPE_MASK
        bound_here = module and flags & st.DEF_BOUND
        count = opened.get(name, 0)
        symbols.append((
            ident, text(name),
            flags & st.USE != 0, flags & st.DEF_IMPORT != 0, flags & st.DEF_PARAM != 0, flags & st.DEF_TYPE_PARAM != 0,
            bool(kind in (st.GLOBAL_IMPLICIT, st.GLOBAL_EXPLICIT) or bound_here), flags & st.DEF_NONLOCAL != 0,
            kind == st.GLOBAL_EXPLICIT, bool(kind in (st.LOCAL, st.CELL) or bound_here), flags & st.DEF_ANNOT != 0,
            kind == st.FREE, flags & st.DEF_LOCAL != 0, count > 0, count,
        ))  # fmt: skip


def _partitions(scope, ident, partitions, text):
    """As `symtable.Function` and `symtable.Class` answer; parameters in their order, the rest sorted."""
    if scope.type == st.TYPE_FUNCTION:
        scopes = {name: flags >> st.SCOPE_OFF & st.SCOPE_MASK for name, flags in scope.symbols.items()}
        roles = (
            ("parameters", [n for n in scope.varnames if scope.symbols[n] & st.DEF_PARAM]),
            ("locals", sorted(n for n, s in scopes.items() if s in (st.LOCAL, st.CELL))),
            ("globals", sorted(n for n, s in scopes.items() if s in (st.GLOBAL_IMPLICIT, st.GLOBAL_EXPLICIT))),
            ("nonlocals", sorted(n for n, f in scope.symbols.items() if f & st.DEF_NONLOCAL)),
            ("frees", sorted(n for n, s in scopes.items() if s == st.FREE)),
        )
    elif scope.type == st.TYPE_CLASS:
        roles = (("methods", _methods(scope)),)
    else:
        return
    for role, names in roles:
        for position, name in enumerate(names):
            partitions.append((ident, text(role), text(name), position))


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
